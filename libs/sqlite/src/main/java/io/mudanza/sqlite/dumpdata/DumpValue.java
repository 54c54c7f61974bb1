package io.mudanza.sqlite.dumpdata;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.sqlite.target.TargetColumn;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;

/** A value of a dump as SQLite would hold it, so that it is converted by the same rules. */
final class DumpValue {

    private DumpValue() {}

    static void bind(PreparedStatement statement, int at, JsonNode value, TargetColumn column) throws SQLException {
        boolean json = column.type().equals("json") || column.type().equals("jsonb");
        if (value == null || value.isNull()) {
            statement.setObject(at, null);
        } else if (json) {
            // Also a text is JSON there, with its quotes.
            statement.setString(at, value.toString());
        } else if (value.isTextual()) {
            text(statement, at, value.textValue(), column);
        } else if (value.isBoolean()) {
            statement.setLong(at, value.booleanValue() ? 1 : 0);
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            statement.setLong(at, value.longValue());
        } else {
            statement.setString(at, value.isContainerNode() ? value.toString() : value.asText());
        }
    }

    private static void text(PreparedStatement statement, int at, String text, TargetColumn column) throws SQLException {
        if (!column.type().equals("bytea")) {
            statement.setString(at, text);
            return;
        }
        try {
            statement.setBytes(at, Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            // No BASE64: a number in its place is rejected with its reason later.
            statement.setLong(at, 0);
        }
    }
}
