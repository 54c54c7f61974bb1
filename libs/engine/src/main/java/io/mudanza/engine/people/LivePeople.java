package io.mudanza.engine.people;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the superusers of the live platform. */
final class LivePeople {

    /** More superusers than that are none: the settings mean something else than the platform does. */
    private static final int MOST = 10_000;

    private final Connection connection;
    private final UserTable table;

    LivePeople(Connection connection, UserTable table) {
        this.connection = connection;
        this.table = table;
    }

    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.count(*) FROM " + table.sql())) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * All superusers, in the order of their ids.
     *
     * @param survivor e-mail address or id of the one who survives; null for all
     * @throws EngineException INVALID_REQUEST when nobody, or more than one, is meant by it
     */
    List<LivePerson> superusers(String survivor) throws SQLException, EngineException {
        String chosen = survivor == null ? null : idOf(survivor);
        List<LivePerson> people = new ArrayList<>();
        String columns = table.columns().keySet().stream()
                .map(column -> Sql.name(column) + "::pg_catalog.text").collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM " + table.sql() + " WHERE "
                    + table.isSuperuser() + " ORDER BY " + table.idText() + " LIMIT " + (MOST + 1))) {
                while (rows.next()) {
                    Map<String, String> values = new LinkedHashMap<>();
                    int column = 0;
                    for (String name : table.columns().keySet()) {
                        values.put(name, rows.getString(++column));
                    }
                    String id = values.get(table.id());
                    people.add(new LivePerson(
                            id, values.get(table.email()), chosen == null || chosen.equals(id), values));
                }
            }
        }
        if (people.size() > MOST) {
            throw new EngineException(Code.INVALID_REQUEST, "The live platform has more than " + MOST + " superusers by "
                    + "the column " + table.superuser() + " of " + table.label() + ". Correct the settings of the user table.");
        }
        if (chosen != null && people.stream().noneMatch(LivePerson::survivor)) {
            throw new EngineException(Code.INVALID_REQUEST, "The user named to survive the restore is not a superuser of "
                    + "the live platform. Name one who is, or nobody, so that every superuser survives.");
        }
        return people;
    }

    private String idOf(String survivor) throws SQLException, EngineException {
        List<String[]> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + table.idText() + ", "
                + Sql.name(table.email()) + "::pg_catalog.text FROM " + table.sql() + " WHERE " + table.idText()
                + " = ? OR " + table.foldedEmail() + " = ?")) {
            statement.setString(1, survivor);
            statement.setString(2, EmailAddress.fold(survivor));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new String[] {rows.getString(1), rows.getString(2)});
                }
            }
        }
        boolean nobody = found.isEmpty();
        if (found.size() > 1) {
            found.removeIf(one -> !survivor.equals(one[1]));
        }
        if (found.size() != 1) {
            throw new EngineException(Code.INVALID_REQUEST, "The live platform has "
                    + (nobody ? "no user" : "several users") + " with the e-mail or id "
                    + EmailAddress.masked(survivor) + ", named to survive the restore. Name one user of the table "
                    + table.label() + ".");
        }
        return found.getFirst()[0];
    }
}
