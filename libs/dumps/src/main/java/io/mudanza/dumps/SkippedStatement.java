package io.mudanza.dumps;

/**
 * A statement of a dump that a restore leaves out on purpose.
 *
 * @param statement its head, for people; never values of rows
 * @param reason    why
 */
public record SkippedStatement(String statement, String reason) {}
