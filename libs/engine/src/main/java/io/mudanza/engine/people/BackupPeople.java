package io.mudanza.engine.people;

import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The users of the backup, as they stand in the scratch database. */
final class BackupPeople {

    private final Connection connection;
    private final UserTable table;
    private final List<String> power;

    /** @param power columns in which a superuser of the live platform keeps what they had */
    BackupPeople(Connection connection, UserTable table, List<String> power) {
        this.connection = connection;
        this.table = table;
        this.power = power;
    }

    /** Who has the e-mail address of one of these people, by the address as it is compared. */
    Map<String, List<BackupPerson>> sharing(List<LivePerson> people) throws SQLException {
        Object[] wanted = people.stream().map(LivePerson::email).map(EmailAddress::fold)
                .filter(Objects::nonNull).distinct().toArray();
        Map<String, List<BackupPerson>> found = new HashMap<>();
        String columns = power.stream().map(column -> ", " + Sql.name(column) + "::pg_catalog.text")
                .collect(Collectors.joining());
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + table.idText() + ", "
                + Sql.name(table.email()) + "::pg_catalog.text" + columns + " FROM " + table.sql() + " WHERE "
                + table.foldedEmail() + " = ANY (?::pg_catalog.text[])")) {
            statement.setArray(1, connection.createArrayOf("text", wanted));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Map<String, String> values = new LinkedHashMap<>();
                    for (int i = 0; i < power.size(); i++) {
                        values.put(power.get(i), rows.getString(3 + i));
                    }
                    String email = rows.getString(2);
                    found.computeIfAbsent(EmailAddress.fold(email), key -> new ArrayList<>())
                            .add(new BackupPerson(rows.getString(1), email, values));
                }
            }
        }
        return found;
    }

    /**
     * Which of those with the same address is meant: the one spelt alike, else the one whom Django would spell alike, else
     * the only one. Null when nobody is, or when it cannot be told.
     */
    static BackupPerson meant(String email, List<BackupPerson> candidates) {
        List<Predicate<String>> rules = List.of(
                email::equals,
                other -> EmailAddress.normalised(email).equals(EmailAddress.normalised(other)),
                other -> true);
        for (Predicate<String> rule : rules) {
            List<BackupPerson> alike = candidates.stream().filter(one -> rule.test(one.email())).toList();
            if (!alike.isEmpty()) {
                return alike.size() == 1 ? alike.getFirst() : null;
            }
        }
        return null;
    }

    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.count(*) FROM " + table.sql())) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Superusers but for these ids: at most so many, id and e-mail address. */
    List<String[]> superusers(List<String> butFor, int most) throws SQLException {
        List<String[]> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + table.idText() + ", "
                + Sql.name(table.email()) + "::pg_catalog.text FROM " + table.sql() + " WHERE " + table.isSuperuser()
                + " AND " + table.idText() + " <> ALL (?::pg_catalog.text[]) ORDER BY 1 LIMIT " + most)) {
            statement.setArray(1, connection.createArrayOf("text", butFor.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new String[] {rows.getString(1), rows.getString(2)});
                }
            }
        }
        return found;
    }
}
