package io.mudanza.engine.connect;

/** Quotes names and texts for statements that take no parameters. */
public final class Sql {

    private Sql() {}

    /** A name, always quoted. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code "schema"."name"}. */
    public static String name(String schema, String name) {
        return name(schema) + "." + name(name);
    }

    /** A text as a literal, safe whatever {@code standard_conforming_strings} says. */
    public static String text(String text) {
        String quoted = text.replace("'", "''");
        return quoted.indexOf('\\') < 0 ? "'" + quoted + "'" : " E'" + quoted.replace("\\", "\\\\") + "'";
    }
}
