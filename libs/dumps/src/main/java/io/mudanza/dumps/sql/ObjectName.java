package io.mudanza.dumps.sql;

/**
 * Name of a table or another object.
 *
 * @param schema null when the dump names none
 * @param name   without quotes
 */
public record ObjectName(String schema, String name) {

    /** As SQL, always quoted. */
    public String quoted() {
        return schema == null ? quote(name) : quote(schema) + "." + quote(name);
    }

    /** {@code schema.name}, for people. */
    public String label() {
        return (schema == null ? name : schema + "." + name).replaceAll("\\p{Cntrl}", " ");
    }

    /** The same with this schema, when it has none. */
    public ObjectName in(String other) {
        return schema == null ? new ObjectName(other, name) : this;
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
