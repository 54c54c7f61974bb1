package io.mudanza.engine.schema;

import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The schema {@code _mudanza}, in which a load keeps its books inside the target. */
public final class LedgerSchema {

    private LedgerSchema() {}

    @FunctionalInterface
    private interface Change {
        void on(Statement statement) throws SQLException;
    }

    /**
     * Removes it. Event triggers of the platform, which may forbid any change of the schema, are off for that one
     * transaction.
     *
     * @param connection with auto-commit; the transaction is begun and ended here
     */
    public static void drop(Connection connection) throws SQLException {
        withoutEventTriggers(connection, statement -> statement.execute("DROP SCHEMA IF EXISTS _mudanza CASCADE"));
    }

    /**
     * Removes the books of a load from it, and the schema itself when nothing else lives in it. Event triggers are off
     * likewise.
     *
     * @param connection with auto-commit; the transaction is begun and ended here
     */
    public static void dropBooks(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return;
        }
        withoutEventTriggers(connection, statement -> {
            statement.execute("DROP TABLE IF EXISTS _mudanza.load, _mudanza.ledger, _mudanza.applied,"
                    + " _mudanza.read_back");
            Savepoint before = connection.setSavepoint();
            try {
                statement.execute("DROP SCHEMA IF EXISTS _mudanza");
            } catch (SQLException e) {
                if (!"2BP01".equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(before);
            }
        });
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.to_regnamespace('_mudanza') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void withoutEventTriggers(Connection connection, Change change) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            Map<String, String> triggers = enabledTriggers(statement);
            for (String trigger : triggers.keySet()) {
                statement.execute("ALTER EVENT TRIGGER " + Sql.name(trigger) + " DISABLE");
            }
            change.on(statement);
            for (Map.Entry<String, String> trigger : triggers.entrySet()) {
                statement.execute("ALTER EVENT TRIGGER " + Sql.name(trigger.getKey()) + " ENABLE"
                        + switch (trigger.getValue()) {
                            case "A" -> " ALWAYS";
                            case "R" -> " REPLICA";
                            default -> "";
                        });
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static Map<String, String> enabledTriggers(Statement statement) throws SQLException {
        Map<String, String> triggers = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT evtname, evtenabled FROM pg_catalog.pg_event_trigger t WHERE evtenabled <> 'D'"
                        + " AND pg_catalog.pg_has_role(evtowner, 'MEMBER')"
                        + " AND EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = '_mudanza')")) {
            while (rows.next()) {
                triggers.put(rows.getString(1), rows.getString(2));
            }
        }
        return triggers;
    }
}
