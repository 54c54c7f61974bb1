package io.mudanza.engine.schema;

import java.util.List;

/**
 * Which tables are wanted. Everything that is no table or view comes along always.
 *
 * @param tables   only these ({@code schema.table} or {@code schema.*}); empty means all
 * @param excluded not these; same form
 */
public record SchemaSelection(List<String> tables, List<String> excluded) {

    /** Everything. */
    public static final SchemaSelection ALL = new SchemaSelection(List.of(), List.of());

    public SchemaSelection {
        tables = tables == null ? List.of() : List.copyOf(tables);
        excluded = excluded == null ? List.of() : List.copyOf(excluded);
    }

    /** True when nothing is left out. */
    public boolean isAll() {
        return tables.isEmpty() && excluded.isEmpty();
    }

    /** Whether this table is wanted. */
    public boolean wants(String schema, String table) {
        return (tables.isEmpty() || matches(tables, schema, table)) && !matches(excluded, schema, table);
    }

    private static boolean matches(List<String> names, String schema, String table) {
        String full = schema + "." + table;
        return names.stream().anyMatch(name -> name.equals(full) || name.equals(schema + ".*"));
    }
}
