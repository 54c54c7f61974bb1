package io.mudanza.engine.load;

import io.mudanza.bundle.part.Part;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.verify.ReadBackBook;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The parts that the target has, in the target itself: a part's row is written in the transaction that writes its rows.
 * So a crash loses no part and repeats none.
 */
final class Ledger {

    private final UUID bundle;
    private final Map<String, String> loaded = new ConcurrentHashMap<>();

    private Ledger(UUID bundle) {
        this.bundle = bundle;
    }

    /**
     * The bundle that the target holds or has begun to hold; null when there is none.
     *
     * @param connection with auto-commit
     */
    static UUID bundleIn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!there(statement, "_mudanza.load")) {
                return null;
            }
            try (ResultSet row = statement.executeQuery("SELECT bundle_id FROM _mudanza.load")) {
                return row.next() ? row.getObject(1, UUID.class) : null;
            }
        }
    }

    /**
     * Opens the ledger for a bundle; makes it when there is none.
     *
     * @param connection with auto-commit
     */
    static Ledger open(Connection connection, UUID bundle) throws SQLException {
        Ledger ledger = new Ledger(bundle);
        try (Statement statement = connection.createStatement()) {
            // Asked first: the event triggers of a platform that is half loaded may forbid even what does nothing.
            if (!there(statement, "_mudanza.ledger") || !there(statement, "_mudanza.read_back")) {
                create(statement);
            }
            statement.execute("INSERT INTO _mudanza.load (bundle_id) VALUES (" + Sql.text(bundle.toString())
                    + ") ON CONFLICT DO NOTHING");
            try (ResultSet rows = statement.executeQuery("SELECT part, digest FROM _mudanza.ledger")) {
                while (rows.next()) {
                    ledger.loaded.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return ledger;
    }

    private static boolean there(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT pg_catalog.to_regclass(" + Sql.text(table) + ") IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void create(Statement statement) throws SQLException {
        statement.execute("CREATE SCHEMA IF NOT EXISTS _mudanza");
        statement.execute("CREATE TABLE IF NOT EXISTS _mudanza.load (bundle_id uuid NOT NULL,"
                + " one boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (one),"
                + " begun timestamptz NOT NULL DEFAULT pg_catalog.now(), finished timestamptz)");
        statement.execute("CREATE TABLE IF NOT EXISTS _mudanza.ledger (part text NOT NULL PRIMARY KEY,"
                + " digest text NOT NULL, loaded timestamptz NOT NULL DEFAULT pg_catalog.now())");
        statement.execute(ReadBackBook.CREATE);
    }

    UUID bundle() {
        return bundle;
    }

    /**
     * True when the target has the part.
     *
     * @throws EngineException BUNDLE_INVALID when it has another part of that name
     */
    boolean has(Part part) throws EngineException {
        String known = loaded.get(part.name());
        if (known != null && !known.equals(identity(part))) {
            throw new EngineException(EngineException.Code.BUNDLE_INVALID,
                    "The part " + part.name() + " is not the one that was loaded under that name. Start the job again.");
        }
        return known != null;
    }

    /**
     * Within the transaction that wrote the rows. {@link #committed} follows when it is committed.
     *
     * @throws EngineException TARGET_LOST when the target is loaded with another bundle by now
     */
    void write(Connection connection, Part part) throws SQLException, EngineException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO _mudanza.ledger (part, digest)"
                + " SELECT ?, ? FROM _mudanza.load WHERE bundle_id = ?")) {
            insert.setString(1, part.name());
            insert.setString(2, identity(part));
            insert.setObject(3, bundle);
            if (insert.executeUpdate() == 0) {
                throw new EngineException(EngineException.Code.TARGET_LOST,
                        "The target is being loaded with something else by now. Start the job again.");
            }
        }
    }

    /** A ledger of which nothing is known yet. */
    static Ledger of(UUID bundle) {
        return new Ledger(bundle);
    }

    /** Asks the target whether it has a part by now, which another process may have loaded. */
    boolean find(Connection connection, Part part) throws SQLException, EngineException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT digest FROM _mudanza.ledger WHERE part = ?")) {
            select.setString(1, part.name());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    loaded.put(part.name(), row.getString(1));
                }
            }
        }
        return has(part);
    }

    void committed(Part part) {
        loaded.put(part.name(), identity(part));
    }

    /** Number of parts that the target has. */
    int size() {
        return loaded.size();
    }

    /** The last commit of a load waits for the disk, and with it all commits before. */
    static void finish(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = on");
            statement.execute("UPDATE _mudanza.load SET finished = pg_catalog.now()");
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static String identity(Part part) {
        return part.rows() + ":" + (part.digest() == null ? part.sha256() : part.digest().hex());
    }
}
