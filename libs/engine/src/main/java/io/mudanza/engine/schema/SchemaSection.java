package io.mudanza.engine.schema;

/** The half of a schema: before the rows or after them. */
public enum SchemaSection {
    /** Schemas, types, functions, tables, views. */
    PRE_DATA("pre-data"),
    /** Indexes, constraints, triggers, rules, policies, publications, event triggers. */
    POST_DATA("post-data");

    private final String wire;

    SchemaSection(String wire) {
        this.wire = wire;
    }

    /** The name that pg_dump gives to it. */
    public String wire() {
        return wire;
    }
}
