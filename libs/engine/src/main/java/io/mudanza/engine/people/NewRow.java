package io.mudanza.engine.people;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The row with which a superuser of the live platform is to enter the user table of the backup. */
final class NewRow {

    /** Names that people sign in with: changed rather than taken away. */
    private static final Set<String> SIGN_IN = Set.of("username", "user_name", "login");

    private static final String BY_DEFAULT = "DEFAULT";

    private final UserTable table;
    private final LivePerson person;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> expressions = new LinkedHashMap<>();
    private final Map<String, Integer> renamings = new LinkedHashMap<>();
    private final List<String> changes = new ArrayList<>();

    /**
     * @param table    the backup's user table
     * @param toItself columns that name other users: they are filled in when everybody is there
     */
    NewRow(UserTable table, LivePerson person, Set<String> toItself) throws EngineException {
        this.table = table;
        this.person = person;
        for (UserColumn column : table.columns().values()) {
            String value = toItself.contains(column.name()) ? null : person.values().get(column.name());
            if (value != null) {
                give(column, value);
            } else if (toItself.contains(column.name()) && column.required()) {
                give(column, person.id());
            } else if (column.required() && !column.hasDefault()) {
                fill(column);
            } else if (!column.required() && person.values().containsKey(column.name())) {
                give(column, null);
            }
        }
    }

    private void give(UserColumn column, String value) {
        values.put(column.name(), value);
        expressions.put(column.name(), "CAST(?::pg_catalog.text AS " + column.type() + ")");
    }

    private void fill(UserColumn column) throws EngineException {
        String neutral = column.neutral();
        if (neutral == null) {
            throw refused("the column " + column.name() + " of " + table.label()
                    + " must have a value, and the live platform has none for it");
        }
        give(column, neutral);
        changes.add("The column " + column.name() + ", for which the live platform has no value, was filled with a value"
                + " that says nothing.");
    }

    /** Tries to enter the row. @return its id as text */
    String insert(Connection connection) throws SQLException {
        String columns = expressions.keySet().stream().map(Sql::name).collect(Collectors.joining(", "));
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + table.sql() + " (" + columns
                + ") OVERRIDING SYSTEM VALUE VALUES (" + String.join(", ", expressions.values()) + ") RETURNING "
                + Sql.name(table.id()) + "::pg_catalog.text")) {
            int parameter = 0;
            for (Map.Entry<String, String> expression : expressions.entrySet()) {
                if (!expression.getValue().equals(BY_DEFAULT)) {
                    statement.setString(++parameter, values.get(expression.getKey()));
                }
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /**
     * Takes another id, because the backup has given this one to somebody else.
     *
     * @param next the id; null when PostgreSQL has to find one
     */
    void renumber(String next) throws EngineException {
        UserColumn id = table.columns().get(table.id());
        if (next != null) {
            give(id, next);
        } else if (id.hasDefault()) {
            values.remove(id.name());
            expressions.put(id.name(), BY_DEFAULT);
        } else if (id.isText()) {
            rename(id);
        } else {
            throw refused("the id " + EmailAddress.plain(person.id()) + " is another user's, and " + table.label()
                    + " makes no new one by itself");
        }
    }

    /** Gives way in one of the columns in which a unique key does not let the row in. */
    void giveWay(Set<String> columns) throws EngineException {
        List<UserColumn> free = columns.stream()
                .filter(name -> !name.equals(table.email()) && expressions.containsKey(name))
                .map(table.columns()::get).toList();
        UserColumn chosen = free.stream().filter(column -> SIGN_IN.contains(column.name()) && column.isText()).findFirst()
                .or(() -> free.stream().filter(column -> !column.required()).findFirst())
                .or(() -> free.stream().filter(UserColumn::isText).findFirst())
                .or(() -> free.stream().filter(column -> column.hasDefault() || column.isUuid()).findFirst())
                .orElseThrow(() -> refused("another user of the backup has the same "
                        + String.join(", ", columns.stream().sorted().toList())));
        if (SIGN_IN.contains(chosen.name()) && chosen.isText() || chosen.required() && chosen.isText()) {
            rename(chosen);
        } else {
            leaveOut(chosen, "because another user of the backup has the same");
        }
    }

    /** Does without a reference to a row that the backup does not have. */
    void unlink(Set<String> columns) throws EngineException {
        UserColumn chosen = columns.stream().filter(expressions::containsKey).map(table.columns()::get)
                .filter(column -> values.get(column.name()) != null && (!column.required() || column.hasDefault()))
                .findFirst()
                .orElseThrow(() -> refused("the column " + String.join(", ", columns)
                        + " must name a row, and the backup does not have the one of the live platform"));
        leaveOut(chosen, "because the backup does not have the row that it names");
    }

    private void leaveOut(UserColumn column, String why) throws EngineException {
        if (!column.required()) {
            give(column, null);
        } else if (column.isUuid()) {
            give(column, column.neutral());
        } else if (expressions.get(column.name()).equals(BY_DEFAULT)) {
            throw refused("the default of the column " + column.name() + " is another user's as well");
        } else {
            values.remove(column.name());
            expressions.put(column.name(), BY_DEFAULT);
        }
        changes.add("The value of " + column.name() + " was left out, " + why + ".");
    }

    private void rename(UserColumn column) {
        int number = renamings.merge(column.name(), 1, Integer::sum);
        String suffix = number == 1 ? "-live" : "-live-" + number;
        String base = person.values().get(column.name());
        int room = column.length() < 0 ? Integer.MAX_VALUE : Math.max(0, column.length() - suffix.length());
        int length = base.codePointCount(0, base.length());
        String cut = length <= room ? base : base.substring(0, base.offsetByCodePoints(0, room));
        give(column, cut + suffix);
        String told = "The " + column.name() + " is ";
        changes.removeIf(change -> change.startsWith(told));
        changes.add(told + "\"" + EmailAddress.plain(cut + suffix) + "\" now, because another user of the backup has the "
                + "one of the live platform.");
    }

    /** What is not as it was live, a sentence each. */
    List<String> changes() {
        return changes;
    }

    EngineException refused(String why) {
        return new EngineException(Code.ROWS_REJECTED, "The superuser " + EmailAddress.masked(person.email())
                + " of the live platform cannot be entered into the restored state: " + why
                + ". Give another survivor, correct that user on the live platform, or switch the merge off.");
    }
}
