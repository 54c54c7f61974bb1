package io.mudanza.engine.extract;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps one snapshot open so that other connections can join it; ends with {@link #close()}. */
public final class Snapshot implements AutoCloseable {

    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private final Connection keeper;
    private final String id;

    private Snapshot(Connection keeper, String id) {
        this.keeper = keeper;
        this.id = id;
    }

    /** Takes a snapshot of a database. */
    public static Snapshot take(DatabaseAddress address, Side side) throws EngineException {
        Connection keeper = Connections.open(address, side);
        try (Statement statement = keeper.createStatement()) {
            statement.execute(BEGIN);
            try (var result = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
                result.next();
                return new Snapshot(keeper, result.getString(1));
            }
        } catch (SQLException e) {
            Connections.close(keeper);
            throw Failures.of(e, side, "taking a snapshot");
        }
    }

    /** Begins a transaction on another connection that sees the same. */
    public void join(Connection connection) throws SQLException {
        join(connection, id);
    }

    static void join(Connection connection, String id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
            statement.execute("SET TRANSACTION SNAPSHOT " + Sql.text(id));
        }
    }

    /** The exported id. */
    public String id() {
        return id;
    }

    /** The connection that holds it; only for the thread that took it. */
    public Connection keeper() {
        return keeper;
    }

    @Override
    public void close() {
        Connections.close(keeper);
    }
}
