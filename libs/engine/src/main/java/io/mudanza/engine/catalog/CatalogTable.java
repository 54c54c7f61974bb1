package io.mudanza.engine.catalog;

import io.mudanza.bundle.manifest.ColumnHead;
import java.util.List;

/**
 * A table that holds rows of its own.
 *
 * @param oid           OID at its server
 * @param schema        schema, unquoted
 * @param name          name, unquoted
 * @param columns       columns whose values move, in order
 * @param keyColumns    columns of the primary key or of a unique key without nulls; empty when there is none
 * @param binarySafe    true when every type has a stable binary form
 * @param splittable    true when it can be read by ranges of blocks
 * @param estimatedRows by the statistics; -1 unknown
 * @param bytes         on disk with TOAST, without indexes
 * @param pages         blocks of its main file
 * @param condition     {@code WHERE …} of an extension's configuration table; null for all rows
 */
public record CatalogTable(
        long oid,
        String schema,
        String name,
        List<ColumnHead> columns,
        List<String> keyColumns,
        boolean binarySafe,
        boolean splittable,
        long estimatedRows,
        long bytes,
        long pages,
        String condition) {

    public CatalogTable {
        columns = List.copyOf(columns);
        keyColumns = List.copyOf(keyColumns);
    }

    /** {@code schema.table}, unquoted, for people. */
    public String label() {
        return schema + "." + name;
    }
}
