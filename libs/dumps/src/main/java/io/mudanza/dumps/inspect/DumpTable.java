package io.mudanza.dumps.inspect;

/**
 * A table for which a dump has rows.
 *
 * @param schema its schema
 * @param name   its name
 * @param rows   how many; -1 when not counted
 * @param bytes  bytes of COPY text; -1 when not counted
 */
public record DumpTable(String schema, String name, long rows, long bytes) {

    /** {@code schema.name}, for people and for selections. */
    public String label() {
        return schema + "." + name;
    }
}
