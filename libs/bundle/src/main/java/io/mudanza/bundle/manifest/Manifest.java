package io.mudanza.bundle.manifest;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.part.Part;
import java.time.Instant;
import java.util.List;

/**
 * Everything a bundle consists of; written when the last part is sealed, and signed.
 *
 * @param head         the head, the same that opened the feed
 * @param completed    when the last part was sealed
 * @param parts        every part, in the order in which they were sealed
 * @param tables       totals of every table of the head, also of empty ones
 * @param sequences    every sequence, read last
 * @param matviews     every materialised view
 * @param largeObjects digest of the chunks of all large objects; null when there are none
 * @param media        the media store; null when it does not belong to the bundle
 */
public record Manifest(
        Head head,
        Instant completed,
        List<Part> parts,
        List<TableTotal> tables,
        List<SequenceState> sequences,
        List<MatviewState> matviews,
        RowDigest largeObjects,
        MediaSummary media) {

    /** Name of the member or file that holds the manifest. */
    public static final String MEMBER = "manifest.json";

    /** Name of the member or file that holds its signature. */
    public static final String SIGNATURE_MEMBER = "manifest.sig";

    public Manifest {
        parts = parts == null ? List.of() : List.copyOf(parts);
        tables = tables == null ? List.of() : List.copyOf(tables);
        sequences = sequences == null ? List.of() : List.copyOf(sequences);
        matviews = matviews == null ? List.of() : List.copyOf(matviews);
    }

    /** Rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(total -> total.digest().rows()).sum();
    }

    /** Bytes of all parts as stored. */
    public long storedBytes() {
        return parts.stream().mapToLong(Part::storedBytes).sum();
    }

    /** The total of a table; null when it is not in the bundle. */
    public TableTotal total(String table) {
        for (TableTotal total : tables) {
            if (total.table().equals(table)) {
                return total;
            }
        }
        return null;
    }
}
