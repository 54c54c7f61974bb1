package io.mudanza.engine.people;

import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the triggers and rules of the backup's user table from acting while users are merged: they would run code of the
 * dump and change tables that are still to be compared with it. Keys and checks stay in force. Part of the transaction.
 */
final class QuietTable {

    private static final String TREE = """
            WITH RECURSIVE tree(oid) AS (
                SELECT ?::pg_catalog.oid
                UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN tree t ON i.inhparent = t.oid)
            """;

    private static final String TRIGGERS = TREE + """
            SELECT n.nspname, c.relname, 'TRIGGER', g.tgname, g.tgenabled
            FROM tree JOIN pg_catalog.pg_class c USING (oid) JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_trigger g ON g.tgrelid = c.oid
            WHERE NOT g.tgisinternal AND g.tgenabled <> 'D'
            UNION ALL
            SELECT n.nspname, c.relname, 'RULE', r.rulename, r.ev_enabled
            FROM tree JOIN pg_catalog.pg_class c USING (oid) JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid
            WHERE r.ev_type IN ('2', '3') AND r.ev_enabled <> 'D'
            ORDER BY 1, 2, 3, 4""";

    /** A trigger or a rule that was in force. */
    private record Reflex(String table, String kind, String name, String enabled) {
        String off() {
            return "ALTER TABLE ONLY " + table + " DISABLE " + kind + " " + Sql.name(name);
        }

        String on() {
            return "ALTER TABLE ONLY " + table + " ENABLE " + switch (enabled) {
                case "A" -> "ALWAYS ";
                case "R" -> "REPLICA ";
                default -> "";
            } + kind + " " + Sql.name(name);
        }
    }

    private final Connection connection;
    private final List<Reflex> reflexes = new ArrayList<>();

    private QuietTable(Connection connection) {
        this.connection = connection;
    }

    static QuietTable of(Connection connection, UserTable table) throws SQLException {
        QuietTable quiet = new QuietTable(connection);
        try (PreparedStatement statement = connection.prepareStatement(TRIGGERS)) {
            statement.setLong(1, table.oid());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    quiet.reflexes.add(new Reflex(Sql.name(rows.getString(1), rows.getString(2)), rows.getString(3),
                            rows.getString(4), rows.getString(5)));
                }
            }
        }
        for (Reflex reflex : quiet.reflexes) {
            quiet.run(reflex.off());
        }
        return quiet;
    }

    void wake() throws SQLException {
        for (Reflex reflex : reflexes) {
            run(reflex.on());
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
