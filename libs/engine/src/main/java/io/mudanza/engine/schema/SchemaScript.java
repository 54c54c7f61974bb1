package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import java.util.List;

/**
 * The output of pg_dump, cut into its entries.
 *
 * @param entries the objects in the order in which pg_dump wrote them
 */
public record SchemaScript(List<SchemaEntry> entries) {

    public SchemaScript {
        entries = List.copyOf(entries);
    }

    /**
     * Reads one section.
     *
     * @throws EngineException SCHEMA_REJECTED when the text is no output of pg_dump
     */
    public static SchemaScript parse(String text) throws EngineException {
        return new SchemaScriptParser(text).parse();
    }
}
