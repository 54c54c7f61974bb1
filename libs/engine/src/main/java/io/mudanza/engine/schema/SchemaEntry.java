package io.mudanza.engine.schema;

import java.util.List;

/**
 * One object of a schema script.
 *
 * @param index      position in its script, from 0
 * @param name       name as pg_dump shows it (for people; line breaks are blanks)
 * @param type       {@code TABLE}, {@code INDEX}, {@code FK CONSTRAINT}, {@code ACL}, …
 * @param schema     schema; {@code -} when it has none
 * @param owner      owner at the source; may be empty
 * @param settings   {@code SET} statements that must be in force
 * @param statements the statements in order, without their semicolons
 */
public record SchemaEntry(
        int index,
        String name,
        String type,
        String schema,
        String owner,
        List<String> settings,
        List<String> statements) {

    public SchemaEntry {
        settings = List.copyOf(settings);
        statements = List.copyOf(statements);
    }

    /** For people: {@code TABLE public.users}. */
    public String label() {
        return type + " " + (schema.equals("-") ? "" : schema + ".") + name;
    }
}
