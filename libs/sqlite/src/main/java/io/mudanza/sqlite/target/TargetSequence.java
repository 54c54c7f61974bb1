package io.mudanza.sqlite.target;

/**
 * A sequence that numbers the rows of a column.
 *
 * @param schema    schema of the sequence
 * @param name      its name
 * @param column    column that it numbers
 * @param start     first value
 * @param increment step
 * @param most      largest value
 */
public record TargetSequence(String schema, String name, String column, long start, long increment, long most) {}
