package io.mudanza.sqlite.export;

import io.mudanza.engine.connect.Sql;
import io.mudanza.sqlite.target.TargetColumn;

/**
 * How SQLite keeps a column, in the words of Django's backend: that is what decides how the application reads it.
 *
 * @param declared type in the file
 * @param query    what is asked of the server
 * @param how      how the answer is bound
 */
record LiteType(String declared, String query, How how) {

    enum How {
        INTEGER,
        REAL,
        /** As a number where SQLite keeps all of its digits, else as text. */
        DECIMAL,
        TEXT,
        BLOB
    }

    static LiteType of(TargetColumn column) {
        String name = Sql.name(column.name());
        if (!column.plain() || !column.labels().isEmpty()) {
            return new LiteType("text", name + "::pg_catalog.text", How.TEXT);
        }
        return switch (column.type()) {
            case "bool" -> new LiteType("bool", name + "::pg_catalog.bool::pg_catalog.int4", How.INTEGER);
            case "int2" -> new LiteType("smallint", name, How.INTEGER);
            case "int4" -> new LiteType("integer", name, How.INTEGER);
            case "int8" -> new LiteType("bigint", name, How.INTEGER);
            case "float4" -> new LiteType("real", name + "::pg_catalog.text", How.REAL);
            case "float8" -> new LiteType("real", name, How.REAL);
            case "numeric" -> new LiteType("decimal", name + "::pg_catalog.text", How.DECIMAL);
            case "date" -> new LiteType("date", name + "::pg_catalog.text", How.TEXT);
            case "timestamp" -> new LiteType("datetime", stamp(name), How.TEXT);
            case "timestamptz" -> new LiteType("datetime", stamp("pg_catalog.timezone('UTC', " + name + ")"), How.TEXT);
            case "time" -> new LiteType("time", name + "::pg_catalog.text", How.TEXT);
            case "uuid" -> new LiteType("char(32)", "pg_catalog.replace(" + name + "::pg_catalog.text, '-', '')", How.TEXT);
            case "interval" -> new LiteType("bigint",
                    "(extract(epoch FROM " + name + ") * 1000000)::pg_catalog.int8", How.INTEGER);
            case "bytea" -> new LiteType("BLOB", name, How.BLOB);
            case "varchar", "bpchar" -> new LiteType(
                    column.modifier() >= 4 ? (column.type().equals("varchar") ? "varchar(" : "char(")
                            + (column.modifier() - 4) + ")" : "text",
                    name + "::pg_catalog.text", How.TEXT);
            case String type when type.startsWith("_") -> new LiteType("text",
                    "pg_catalog.array_to_json(" + name + ")::pg_catalog.text", How.TEXT);
            default -> new LiteType("text", name + "::pg_catalog.text", How.TEXT);
        };
    }

    /** Microseconds only where there are any, as Python writes them. */
    private static String stamp(String value) {
        return "CASE WHEN NOT pg_catalog.isfinite(" + value + ") OR extract(year FROM " + value
                + ") NOT BETWEEN 1 AND 9999 THEN " + value + "::pg_catalog.text"
                + " WHEN pg_catalog.date_trunc('second', " + value + ") = " + value
                + " THEN pg_catalog.to_char(" + value + ", 'YYYY-MM-DD HH24:MI:SS')"
                + " ELSE pg_catalog.to_char(" + value + ", 'YYYY-MM-DD HH24:MI:SS.US') END";
    }
}
