package io.mudanza.sqlite.schema;

import java.util.Locale;

/** Default values of SQLite as PostgreSQL writes them. */
final class Defaults {

    private Defaults() {}

    /** Null when it is an expression that only SQLite knows; empty when it says no more than that there is none. */
    static String of(String written, String type) {
        String value = written.strip();
        while (value.startsWith("(") && value.endsWith(")")) {
            value = value.substring(1, value.length() - 1).strip();
        }
        String word = value.toUpperCase(Locale.ROOT);
        boolean bool = type.equals("boolean");
        return switch (word) {
            case "NULL" -> "";
            case "TRUE", "1" -> bool ? "true" : word.equals("1") ? "1" : null;
            case "FALSE", "0" -> bool ? "false" : word.equals("0") ? "0" : null;
            case "CURRENT_TIMESTAMP", "DATETIME('NOW')" -> type.equals("text")
                    ? "pg_catalog.to_char(pg_catalog.timezone('UTC', CURRENT_TIMESTAMP), 'YYYY-MM-DD HH24:MI:SS')"
                    : "CURRENT_TIMESTAMP";
            case "CURRENT_DATE", "DATE('NOW')" -> "CURRENT_DATE";
            case "CURRENT_TIME" -> "CURRENT_TIME";
            default -> literal(value, type);
        };
    }

    private static String literal(String value, String type) {
        if (value.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?")) {
            return type.equals("text") ? "'" + value + "'" : value;
        }
        if (value.matches("(?s)'([^']|'')*'")) {
            return value.replace("\\", "\\\\").equals(value) ? value : " E" + value.replace("\\", "\\\\");
        }
        if (value.matches("(?s)\"([^\"]|\"\")*\"")) {
            // SQLite takes a name that is none for a text.
            return "'" + value.substring(1, value.length() - 1).replace("\"\"", "\"").replace("'", "''") + "'";
        }
        return null;
    }
}
