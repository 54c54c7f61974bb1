package io.mudanza.engine.schema;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tables of a target as the order after the rows needs them, by {@code "schema"."table"}.
 *
 * @param bytes      size on disk
 * @param standalone tables that are neither partitioned nor partitions nor inherit
 */
record TargetTables(Map<String, Long> bytes, Set<String> standalone) {

    private static final String TABLES = """
            SELECT n.nspname, c.relname, pg_catalog.pg_relation_size(c.oid),
                   c.relkind = 'r' AND NOT EXISTS (
                       SELECT FROM pg_catalog.pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm')""";

    /** @param coming bytes of rows that are still being loaded */
    static TargetTables read(SchemaSession session, Map<String, Long> coming) throws SQLException {
        Map<String, Long> bytes = new HashMap<>();
        Set<String> standalone = new HashSet<>();
        for (String[] row : session.rows(TABLES)) {
            String name = new QualifiedName(row[0], row[1]).quoted();
            bytes.put(name, Math.max(Long.parseLong(row[2]), coming.getOrDefault(name, 0L)));
            if (row[3].startsWith("t")) {
                standalone.add(name);
            }
        }
        session.commit();
        return new TargetTables(bytes, standalone);
    }

    /** Bytes of the largest of some tables. */
    long largest(Set<String> tables) {
        return tables.stream().mapToLong(table -> bytes.getOrDefault(table, 0L)).max().orElse(0);
    }
}
