package io.mudanza.dumps.archive;

import io.mudanza.dumps.DumpCompression;
import java.util.List;

/**
 * The head of an archive and its table of contents.
 *
 * @param version     of the format, "1.14"
 * @param compression of the data
 * @param database    name of the database that was dumped; may be null
 * @param server      version of the server that was dumped; may be null
 * @param dump        version of pg_dump; may be null
 * @param numbers     how its numbers are written
 * @param entries     in the order of a restore
 */
public record Toc(
        String version, DumpCompression compression, String database, String server, String dump, Numbers numbers,
        List<TocEntry> entries) {

    public Toc {
        entries = List.copyOf(entries);
    }
}
