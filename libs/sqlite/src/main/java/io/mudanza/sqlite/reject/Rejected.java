package io.mudanza.sqlite.reject;

import java.util.Map;

/**
 * A row that was not brought.
 *
 * @param table  table of the target, {@code schema.table}
 * @param key    what names the row at its source: primary key, or its number
 * @param column column that is to blame; null when it is the row as a whole
 * @param reason a sentence without its full stop
 * @param row    all values, in a form that JSON has
 */
public record Rejected(
        String table, Map<String, Object> key, String column, String reason, Map<String, Object> row) {

    /** For people: which row and why, without its values. */
    public String sentence() {
        return table + " " + key + (column == null ? "" : ", column " + column) + ": " + reason;
    }
}
