package io.mudanza.engine.direct;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.DatabaseLocale;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database that is copied into: created with the encoding and locale of the source when it does not exist. */
final class TargetDatabase {

    private final DatabaseAddress source;
    private final DatabaseAddress target;

    /** @param source whose encoding and locale a new one gets; null for UTF-8 and the locale of the server */
    TargetDatabase(DatabaseAddress source, DatabaseAddress target) {
        this.source = source;
        this.target = target;
    }

    /** @return true when it was created */
    boolean ensure() throws EngineException {
        Connection connection = maintenance();
        try {
            if (exists(connection)) {
                return false;
            }
            create(connection);
            return true;
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "creating the target database");
        } finally {
            Connections.close(connection);
        }
    }

    /** Removes the database that {@link #ensure()} created. */
    void drop() throws EngineException {
        Connection connection = maintenance();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + Sql.name(target.database()));
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "removing the new target database");
        } finally {
            Connections.close(connection);
        }
    }

    private Connection maintenance() throws EngineException {
        try {
            return Connections.open(target.withDatabase("postgres"), Side.TARGET);
        } catch (EngineException e) {
            try {
                return Connections.open(target.withDatabase("template1"), Side.TARGET);
            } catch (EngineException again) {
                // A role that may connect to the target only: the target must exist then.
                return Connections.open(target, Side.TARGET);
            }
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?")) {
            query.setString(1, target.database());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void create(Connection connection) throws SQLException, EngineException {
        String like = source == null ? " ENCODING 'UTF8'" : localeOfTheSource().clause(version(connection));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + Sql.name(target.database()) + " TEMPLATE template0" + like);
        }
    }

    private DatabaseLocale localeOfTheSource() throws SQLException, EngineException {
        Connection from = Connections.open(source, Side.SOURCE);
        try (Statement query = from.createStatement();
                ResultSet row = query.executeQuery("SELECT " + DatabaseLocale.columns(version(from))
                        + " FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()")) {
            row.next();
            String[] columns = new String[6];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = row.getString(i + 1);
            }
            return DatabaseLocale.of(columns);
        } finally {
            Connections.close(from);
        }
    }

    private static int version(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() * 10000;
    }
}
