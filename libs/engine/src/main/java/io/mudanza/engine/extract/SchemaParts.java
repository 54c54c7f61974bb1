package io.mudanza.engine.extract;

/** Names of the parts that hold the schema. */
public final class SchemaParts {

    /** What rows need. */
    public static final String PRE_DATA = "schema/pre-data.sql.zst";

    /** What comes after the rows. */
    public static final String POST_DATA = "schema/post-data.sql.zst";

    private SchemaParts() {}
}
