package io.mudanza.engine.connect;

import io.mudanza.engine.EngineException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import org.postgresql.Driver;

/**
 * Opens dedicated connections with pinned settings, so that the same value has the same COPY bytes on both sides. Never
 * from a pool: a connection whose COPY was aborted is closed and not used again.
 */
public final class Connections {

    /** The oldest server that is supported. */
    public static final int OLDEST = 120000;

    private static final List<String> PINNED = List.of(
            "DateStyle = 'ISO, YMD'",
            "IntervalStyle = 'postgres'",
            "TimeZone = 'UTC'",
            "extra_float_digits = 3",
            "bytea_output = 'hex'",
            "lc_monetary = 'C'",
            "xmlbinary = 'base64'",
            "search_path = ''",
            "row_security = off",
            "statement_timeout = 0",
            "lock_timeout = 0",
            "idle_in_transaction_session_timeout = 0",
            "synchronize_seqscans = off",
            // Reading whole tables is planned like a large query, but neither gains from parallel workers nor from JIT.
            "jit = off",
            "max_parallel_workers_per_gather = 0",
            "default_transaction_read_only = off",
            "check_function_bodies = off",
            "quote_all_identifiers = off",
            "standard_conforming_strings = on");

    private static final boolean SOCKETS = CopySocketFactory.usable();

    /** Weak, because a connection may be dropped without a word. */
    private static final Map<Connection, CopySocket> SOCKET_OF = Collections.synchronizedMap(new WeakHashMap<>());

    private Connections() {}

    /**
     * Opens a connection; auto-commit is on.
     *
     * @throws EngineException DATABASE_UNREACHABLE or SERVER_TOO_OLD
     */
    public static Connection open(DatabaseAddress address, Side side) throws EngineException {
        Connection connection;
        try {
            connection = connect(address);
        } catch (SQLException e) {
            throw unreachable(e, address, side);
        }
        try {
            pin(connection, side);
            return connection;
        } catch (SQLException | EngineException e) {
            close(connection);
            throw e instanceof EngineException known ? known : Failures.of((SQLException) e, side, "preparing the session");
        }
    }

    /** Closes without a word: used where the work is over or has failed already. */
    public static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // A connection that cannot be closed is as gone as one that can.
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        properties.setProperty("ApplicationName", "mudanza");
        properties.setProperty("connectTimeout", "15");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("allowEncodingChanges", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        address.properties().forEach(properties::setProperty);
        String order = SOCKETS && !properties.containsKey("socketFactory") ? CopySocketFactory.order() : null;
        if (order != null) {
            properties.setProperty("socketFactory", CopySocketFactory.class.getName());
            properties.setProperty("socketFactoryArg", order);
        }
        try {
            return connect(address, properties, order);
        } finally {
            if (order != null) {
                CopySocketFactory.collect(order);
            }
        }
    }

    private static Connection connect(DatabaseAddress address, Properties properties, String order) throws SQLException {
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        String database = java.net.URLEncoder.encode(address.database(), java.nio.charset.StandardCharsets.UTF_8);
        Connection connection =
                new Driver().connect("jdbc:postgresql://" + host + ":" + address.port() + "/" + database, properties);
        if (connection == null) {
            throw new SQLException("The driver does not take the address.", "08001");
        }
        CopySocket socket = order == null ? null : CopySocketFactory.collect(order);
        if (socket != null) {
            SOCKET_OF.put(connection, socket);
        }
        return connection;
    }

    /**
     * What the server of a connection sends, when rows may be taken off it now; null when they have to come through the
     * driver, as on an encrypted connection.
     */
    public static CopyStream stream(Connection connection) {
        CopySocket socket = SOCKET_OF.get(connection);
        CopyStream stream = socket == null ? null : socket.stream();
        return stream != null && stream.atRest() ? stream : null;
    }

    /** After connecting, because the driver itself sets the time zone when it connects. */
    private static void pin(Connection connection, Side side) throws SQLException, EngineException {
        int version = serverVersion(connection);
        if (version < OLDEST) {
            throw new EngineException(EngineException.Code.SERVER_TOO_OLD, "The " + side.name().toLowerCase(Locale.ROOT)
                    + " runs PostgreSQL " + version / 10000 + "; version 12 or newer is needed.");
        }
        try (Statement statement = connection.createStatement()) {
            StringBuilder settings = new StringBuilder("SET client_encoding = 'UTF8'");
            for (String setting : PINNED) {
                settings.append("; SET ").append(setting);
            }
            if (side == Side.TARGET) {
                // A lost last commit loses rows and ledger row together; the load ends with a synchronous commit.
                settings.append("; SET synchronous_commit = off");
            }
            statement.execute(settings.toString());
        }
    }

    /** Version of the server, e.g. 150018. */
    public static int serverVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var result = statement.executeQuery("SHOW server_version_num")) {
            result.next();
            return Integer.parseInt(result.getString(1));
        }
    }

    private static EngineException unreachable(SQLException e, DatabaseAddress address, Side side) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("28") || state.startsWith("3D") || state.startsWith("53")) {
            return Failures.of(e, side, "connecting");
        }
        return new EngineException(
                EngineException.Code.DATABASE_UNREACHABLE,
                "The " + side.name().toLowerCase(Locale.ROOT) + " database " + address
                        + " cannot be reached. Check that it runs, and host, port and TLS settings.",
                e);
    }
}
