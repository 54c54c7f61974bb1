package io.mudanza.engine.people;

import java.util.UUID;

/**
 * A column of a user table into which a value can be written.
 *
 * @param name       name, unquoted
 * @param type       type without its length, qualified where it is not PostgreSQL's own
 * @param category   category of the type ({@code pg_type.typcategory})
 * @param required   whether it must not be null
 * @param hasDefault whether PostgreSQL finds a value by itself
 * @param length     most characters; -1 for no limit
 */
record UserColumn(String name, String type, char category, boolean required, boolean hasDefault, int length) {

    private static final char TEXT = 'S';
    private static final char NUMBER = 'N';

    boolean isText() {
        return category == TEXT;
    }

    boolean isWholeNumber() {
        return category == NUMBER && (type.equals("integer") || type.equals("bigint") || type.equals("smallint"));
    }

    boolean isUuid() {
        return type.equals("uuid");
    }

    /** A value that says nothing, as text; null when the type has none. */
    String neutral() {
        return switch (category) {
            case TEXT -> "";
            case NUMBER -> "0";
            case 'B' -> "false";
            case 'D' -> "now";
            case 'T' -> "0";
            case 'A' -> "{}";
            default -> switch (type) {
                case "uuid" -> UUID.randomUUID().toString();
                case "json", "jsonb" -> "{}";
                case "bytea" -> "";
                default -> null;
            };
        };
    }
}
