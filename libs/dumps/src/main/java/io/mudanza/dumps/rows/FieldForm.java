package io.mudanza.dumps.rows;

/**
 * Columns whose text depends on the session that wrote it, although the value is the same. pg_dump fixes most of that, but
 * not the time zone, and old versions not the digits of floating-point numbers.
 */
public enum FieldForm {
    /** The text is the value. */
    PLAIN,
    /** A timestamp with time zone: digested as in UTC. */
    INSTANT,
    /** An array, range or composite with such timestamps in it. */
    INSTANTS_WITHIN,
    /** Bytes: digested in hexadecimal form. */
    BYTES,
    /** A floating-point number of four bytes, of a server before 12. */
    SINGLE,
    /** A floating-point number of eight bytes, of a server before 12. */
    DOUBLE
}
