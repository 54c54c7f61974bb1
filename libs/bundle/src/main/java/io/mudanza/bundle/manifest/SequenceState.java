package io.mudanza.bundle.manifest;

/**
 * Where a sequence stands.
 *
 * @param schema    schema, unquoted
 * @param name      name, unquoted
 * @param lastValue last value
 * @param called    whether the last value has been handed out
 */
public record SequenceState(String schema, String name, long lastValue, boolean called) {

    /** {@code schema.sequence}, unquoted, for people. */
    public String label() {
        return schema + "." + name;
    }

    /** For people and certificates: {@code 42 called} or {@code 1 not called}. */
    public String text() {
        return lastValue + (called ? " called" : " not called");
    }
}
