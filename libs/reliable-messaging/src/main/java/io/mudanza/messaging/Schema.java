package io.mudanza.messaging;

import java.util.Objects;

/**
 * The database schema in which a service keeps its tables. Only plain names are allowed, for they become part of SQL.
 *
 * @param name lower-case letters, digits and underscores
 */
public record Schema(String name) {
    public Schema {
        Objects.requireNonNull(name, "name");
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a plain schema name: " + name);
        }
    }

    /** A table of the schema, for use in SQL. */
    public String table(String table) {
        return name + "." + table;
    }
}
