package io.mudanza.engine.schema;

/**
 * Name of a relation.
 *
 * @param schema its schema, unquoted
 * @param name   its name, unquoted
 */
record QualifiedName(String schema, String name) {

    /** As SQL, and as a pattern of pg_dump that fits only this relation. */
    String quoted() {
        return quote(schema) + "." + quote(name);
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
