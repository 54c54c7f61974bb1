package io.mudanza.dumps.restore;

import java.util.List;

/**
 * Which tables are wanted, each as {@code schema.table} or {@code schema.*}. Everything that is no table comes along;
 * what needs a table that is left out (views, foreign keys) is left out with it and reported.
 *
 * @param only        only these tables; empty means all
 * @param without     not these
 * @param withoutRows these without their rows
 */
public record DumpSelection(List<String> only, List<String> without, List<String> withoutRows) {

    /** Everything. */
    public static final DumpSelection ALL = new DumpSelection(List.of(), List.of(), List.of());

    public DumpSelection {
        only = List.copyOf(only);
        without = List.copyOf(without);
        withoutRows = List.copyOf(withoutRows);
    }

    /** True when every table is restored with its rows. */
    public boolean isAll() {
        return only.isEmpty() && without.isEmpty() && withoutRows.isEmpty();
    }

    /** Whether this table is created. */
    public boolean wants(String schema, String table) {
        return (only.isEmpty() || matches(only, schema, table)) && !matches(without, schema, table);
    }

    /** Whether the rows of this table are loaded. */
    public boolean wantsRows(String schema, String table) {
        return wants(schema, table) && !matches(withoutRows, schema, table);
    }

    private static boolean matches(List<String> names, String schema, String table) {
        String full = schema + "." + table;
        return names.stream().anyMatch(name -> name.equals(full) || name.equals(schema + ".*"));
    }
}
