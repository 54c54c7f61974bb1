package io.mudanza.bundle.manifest;

import io.mudanza.bundle.digest.CopyFormat;
import java.util.List;

/**
 * A table whose rows move. Partitioned tables are listed by their leaves.
 *
 * @param id             {@code t0001} …, the folder of its parts
 * @param schema         schema, unquoted
 * @param name           name, unquoted
 * @param columns        columns in the order of the COPY
 * @param keyColumns     columns of the primary key, or of a unique key without nulls; empty when there is none
 * @param format         form of its rows
 * @param estimatedRows  rows by the statistics of the server; -1 unknown
 * @param estimatedBytes bytes on disk with TOAST, without indexes
 * @param condition      rows of an extension's table that move, e.g. {@code WHERE NOT builtin}; null for all
 */
public record TableHead(
        String id,
        String schema,
        String name,
        List<ColumnHead> columns,
        List<String> keyColumns,
        CopyFormat format,
        long estimatedRows,
        long estimatedBytes,
        String condition) {

    public TableHead {
        columns = columns == null ? List.of() : List.copyOf(columns);
        keyColumns = keyColumns == null ? List.of() : List.copyOf(keyColumns);
    }

    /** {@code schema.table}, unquoted, for people. */
    public String label() {
        return schema + "." + name;
    }
}
