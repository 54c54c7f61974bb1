package io.mudanza.bundle.manifest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is known of a bundle when its snapshot has been taken and no row has moved yet.
 *
 * @param formatMajor     {@link #FORMAT_MAJOR}; a reader refuses another
 * @param formatMinor     a reader accepts any
 * @param requires        features that a reader must know to read this bundle
 * @param bundleId        id of the bundle; a new one whenever an export starts again
 * @param created         when the snapshot was taken
 * @param producer        program and version
 * @param node            name of the node
 * @param database        name of the database
 * @param serverVersion   as the server tells it, e.g. {@code 15.18 (Debian …)}
 * @param serverVersionNumber e.g. 150018
 * @param encoding        encoding of the database
 * @param collate         LC_COLLATE of the database
 * @param ctype           LC_CTYPE of the database
 * @param snapshotId      exported snapshot, for the record
 * @param lsn             position in the WAL when the snapshot was taken; null where it cannot be told (a standby)
 * @param databaseBytes   size of the whole database on disk, with indexes; -1 unknown
 * @param media           true when the media store belongs to the bundle
 * @param digestOnly      true when the parts carry digests but no rows are stored
 * @param partial         true when tables were selected, so that the schema is not that of the whole database
 * @param schemaCarried   true when schema parts belong to the bundle
 * @param largeObjects    number of large objects; -1 unknown
 * @param tables          tables whose rows move
 * @param extensions      extensions the source uses
 * @param roles           roles that own something or are granted something
 * @param tablespaces     tablespaces in use besides the default
 * @param inventory       every object that moves with the schema
 * @param notCarried      every object that does not move
 */
public record Head(
        int formatMajor,
        int formatMinor,
        List<String> requires,
        UUID bundleId,
        Instant created,
        String producer,
        String node,
        String database,
        String serverVersion,
        int serverVersionNumber,
        String encoding,
        String collate,
        String ctype,
        String snapshotId,
        String lsn,
        long databaseBytes,
        boolean media,
        boolean digestOnly,
        boolean partial,
        boolean schemaCarried,
        long largeObjects,
        List<TableHead> tables,
        List<ExtensionHead> extensions,
        List<String> roles,
        List<String> tablespaces,
        List<ObjectHead> inventory,
        List<NotCarried> notCarried) {

    /** The version of the format that this code writes and the only one it reads. */
    public static final int FORMAT_MAJOR = 1;

    /** Additions that older readers of the same major version may ignore. */
    public static final int FORMAT_MINOR = 0;

    /** Name of the member or file that holds the head. */
    public static final String MEMBER = "000-head.json";

    public Head {
        requires = copy(requires);
        tables = copy(tables);
        extensions = copy(extensions);
        roles = copy(roles);
        tablespaces = copy(tablespaces);
        inventory = copy(inventory);
        notCarried = copy(notCarried);
    }

    /** The table with that id; null when there is none. */
    public TableHead table(String id) {
        for (TableHead table : tables) {
            if (table.id().equals(id)) {
                return table;
            }
        }
        return null;
    }

    /** Sum of the estimated rows; -1 when a table's is unknown. */
    public long estimatedRows() {
        long sum = 0;
        for (TableHead table : tables) {
            if (table.estimatedRows() < 0) {
                return -1;
            }
            sum += table.estimatedRows();
        }
        return sum;
    }

    /** Sum of the estimated bytes of all tables. */
    public long estimatedBytes() {
        return tables.stream().mapToLong(TableHead::estimatedBytes).sum();
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
