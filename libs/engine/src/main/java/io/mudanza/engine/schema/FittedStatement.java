package io.mudanza.engine.schema;

/** A statement of the source's schema as the target can take it. */
sealed interface FittedStatement {

    /**
     * Run this.
     *
     * @param sql       the statement
     * @param note      what was changed; null when nothing was
     * @param dispensable whether a refusal for want of rights only costs this statement
     */
    record Run(String sql, String note, boolean dispensable) implements FittedStatement {}

    /** Leave it out, and say so. */
    record Skip(String reason) implements FittedStatement {}
}
