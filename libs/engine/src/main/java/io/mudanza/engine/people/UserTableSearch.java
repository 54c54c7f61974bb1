package io.mudanza.engine.people;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the user table of a database. What could be two things is not guessed. */
final class UserTableSearch {

    private static final String TABLES = """
            SELECT c.oid, n.nspname, c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
              AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE '\\_mudanza%'
              AND """;

    private static final String NAMED = " (n.nspname || '.' || c.relname = ? OR c.relname = ?) ORDER BY 2, 3";

    private static final String WITH_COLUMNS = """
             NOT EXISTS (SELECT FROM pg_catalog.unnest(?::pg_catalog.text[]) wanted(name)
                WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
                      AND a.attname = wanted.name AND a.attnum > 0 AND NOT a.attisdropped))
            ORDER BY 2, 3""";

    private static final String COLUMNS = """
            SELECT a.attname, pg_catalog.format_type(a.atttypid, -1), t.typcategory, a.attnotnull OR t.typnotnull,
                   a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL,
                   CASE WHEN a.atttypid IN (1042, 1043) AND a.atttypmod > 4 THEN a.atttypmod - 4 ELSE -1 END
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum""";

    private static final String PRIMARY_KEY = """
            SELECT a.attname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a
              ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::pg_catalog.int2[])
            WHERE i.indrelid = ? AND i.indisprimary""";

    /** A table that may be it. */
    private record Found(long oid, String schema, String name) {
        String label() {
            return schema + "." + name;
        }
    }

    private final Connection connection;
    private final UserTableSettings settings;
    private final String whose;

    /** @param whose the database for people: {@code live platform} or {@code backup} */
    UserTableSearch(Connection connection, UserTableSettings settings, String whose) {
        this.connection = connection;
        this.settings = settings;
        this.whose = whose;
    }

    /** The table that the settings name or describe; null when they name none and there is none like that. */
    UserTable find() throws SQLException, EngineException {
        List<Found> found = settings.table() == null ? described() : named(settings.table());
        if (found.size() > 1) {
            throw refused("The " + whose + " has more than one table that may be the users': "
                    + String.join(", ", found.stream().map(Found::label).toList())
                    + ". Name one in the setting for the user table.");
        }
        if (found.isEmpty() && settings.table() != null) {
            throw refused("The " + whose + " has no table " + EmailAddress.plain(settings.table())
                    + ". Correct the setting for the user table, or switch the merge of administrators off.");
        }
        return found.isEmpty() ? null : table(found.getFirst());
    }

    /** The table of the same name in the other database; it is an error when it is not there. */
    UserTable find(UserTable other) throws SQLException, EngineException {
        List<Found> found = alike(other);
        if (found.isEmpty()) {
            throw refused("The " + whose + " has no table " + other.label() + ", in which the live platform has its users. "
                    + "Restore it as well, or switch the merge of administrators off.");
        }
        return table(found.getFirst());
    }

    /** Whether there is a table of the same name. */
    boolean has(UserTable other) throws SQLException {
        return !alike(other).isEmpty();
    }

    private List<Found> alike(UserTable other) throws SQLException {
        return list(TABLES + " n.nspname = ? AND c.relname = ?", other.schema(), other.name());
    }

    private List<Found> named(String label) throws SQLException {
        return list(TABLES + NAMED, label, label);
    }

    private List<Found> described() throws SQLException {
        List<String> wanted = new ArrayList<>(settings.passwords());
        wanted.add(settings.email());
        wanted.add(settings.superuser());
        return list(TABLES + WITH_COLUMNS, connection.createArrayOf("text", wanted.toArray()));
    }

    private List<Found> list(String sql, Object... parameters) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Found(rows.getLong(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return found;
    }

    private UserTable table(Found found) throws SQLException, EngineException {
        Map<String, UserColumn> columns = columns(found.oid());
        String id = settings.id() == null ? primaryKey(found) : settings.id();
        for (String column : List.of(id, settings.email(), settings.superuser())) {
            require(found, columns, column);
        }
        if (settings.flagsAreNamed()) {
            for (String flag : settings.wantedFlags()) {
                require(found, columns, flag);
            }
        }
        return new UserTable(found.oid(), found.schema(), found.name(), id, settings.email(), settings.superuser(),
                settings.superuserValue(), settings.wantedFlags().stream().filter(columns::containsKey).toList(),
                settings.passwords().stream().filter(columns::containsKey).toList(), columns);
    }

    private void require(Found found, Map<String, UserColumn> columns, String column) throws EngineException {
        if (!columns.containsKey(column)) {
            throw refused("The table " + found.label() + " of the " + whose + " has no column " + EmailAddress.plain(column)
                    + ". Correct the settings of the user table.");
        }
    }

    private Map<String, UserColumn> columns(long oid) throws SQLException {
        Map<String, UserColumn> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, oid);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), new UserColumn(rows.getString(1), rows.getString(2),
                            rows.getString(3).charAt(0), rows.getBoolean(4), rows.getBoolean(5), rows.getInt(6)));
                }
            }
        }
        return columns;
    }

    private String primaryKey(Found found) throws SQLException, EngineException {
        List<String> key = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PRIMARY_KEY)) {
            statement.setLong(1, found.oid());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    key.add(rows.getString(1));
                }
            }
        }
        if (key.size() != 1) {
            throw refused("The table " + found.label() + " of the " + whose + " has "
                    + (key.isEmpty() ? "no primary key" : "a primary key of several columns")
                    + ". Name the column that identifies a user in the settings of the user table.");
        }
        return key.getFirst();
    }

    private static EngineException refused(String sentence) {
        return new EngineException(Code.INVALID_REQUEST, sentence);
    }
}
