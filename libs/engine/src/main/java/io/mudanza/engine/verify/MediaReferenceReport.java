package io.mudanza.engine.verify;

import java.util.List;

/**
 * What rows say about media files.
 *
 * @param columns      columns that were looked at, {@code schema.table.column}
 * @param references   values that name a file of the store
 * @param missing      values that look like a file but that the store lacks
 * @param examples     some of the missing, each with its column
 * @param unreferenced files of the store that no value names; a note, no fault
 */
public record MediaReferenceReport(
        List<String> columns, long references, long missing, List<Missing> examples, long unreferenced) {

    /**
     * A file that a row points to but the store lacks.
     *
     * @param column {@code schema.table.column}
     * @param key    the value
     */
    public record Missing(String column, String key) {}
}
