package io.mudanza.dumps.sql;

/** What stands in a plain dump between the rows. */
public sealed interface Script {

    /** A statement. */
    record Sql(Statement statement) implements Script {}

    /**
     * A line that begins with a backslash, as psql would take it.
     *
     * @param line without the backslash and the line end
     */
    record Command(String line) implements Script {}
}
