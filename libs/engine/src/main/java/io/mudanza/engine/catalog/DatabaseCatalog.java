package io.mudanza.engine.catalog;

import io.mudanza.bundle.manifest.ExtensionHead;
import io.mudanza.bundle.manifest.MatviewState;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.bundle.manifest.ObjectHead;
import java.util.List;

/**
 * What a database consists of, as one snapshot sees it.
 *
 * @param database            name
 * @param serverVersion       as the server tells it
 * @param serverVersionNumber e.g. 150018
 * @param encoding            encoding of the database
 * @param collate             LC_COLLATE
 * @param ctype               LC_CTYPE
 * @param lsn                 position in the WAL; null where it cannot be told
 * @param databaseBytes       size on disk with indexes; -1 unknown
 * @param tables              tables whose rows move
 * @param sequences           sequences whose values move
 * @param matviews            materialised views
 * @param extensions          extensions
 * @param largeObjects        number of large objects
 * @param roles               roles that own something or are granted something
 * @param tablespaces         tablespaces in use besides the default
 * @param inventory           objects that move with the schema
 * @param notCarried          objects that do not move
 */
public record DatabaseCatalog(
        String database,
        String serverVersion,
        int serverVersionNumber,
        String encoding,
        String collate,
        String ctype,
        String lsn,
        long databaseBytes,
        List<CatalogTable> tables,
        List<SequenceName> sequences,
        List<MatviewState> matviews,
        List<ExtensionHead> extensions,
        long largeObjects,
        List<String> roles,
        List<String> tablespaces,
        List<ObjectHead> inventory,
        List<NotCarried> notCarried) {}
