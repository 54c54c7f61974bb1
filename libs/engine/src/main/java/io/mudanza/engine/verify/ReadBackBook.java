package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.plan.CopyStatements;
import io.mudanza.engine.plan.Piece;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a load read back from its target, table by table, kept in the target beside the ledger: the digest of all rows,
 * read after the last of them was committed, and the transaction from which on a row would be younger than that.
 */
public final class ReadBackBook {

    /** The statement that makes it. */
    public static final String CREATE = "CREATE TABLE IF NOT EXISTS _mudanza.read_back (table_id text NOT NULL PRIMARY KEY,"
            + " rows int8 NOT NULL, sum_high int8 NOT NULL, sum_low int8 NOT NULL, xor_high int8 NOT NULL,"
            + " xor_low int8 NOT NULL, horizon int8 NOT NULL, read_at timestamptz NOT NULL DEFAULT pg_catalog.now())";

    /** The statement that tells from which transaction on a row is younger than the statement's snapshot. */
    public static final String HORIZON =
            "SELECT pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot())";

    /**
     * One table.
     *
     * @param digest  of all its rows
     * @param horizon first transaction whose rows could not have been read
     * @param readAt  when the reading ended
     */
    record Read(RowDigest digest, long horizon, Instant readAt) {}

    /**
     * What a table holds now.
     *
     * @param rows    all
     * @param younger those that could not have been read
     */
    record Recount(long rows, long younger) {

        Recount plus(Recount other) {
            return new Recount(rows + other.rows, younger + other.younger);
        }

        /** Whether it holds just the rows that were read: as many, and none written since. */
        boolean isUnchanged(Read read) {
            return rows == read.digest().rows() && younger == 0;
        }
    }

    private final Map<String, Read> tables = new HashMap<>();

    private ReadBackBook() {}

    /** A book without entries. */
    static ReadBackBook empty() {
        return new ReadBackBook();
    }

    /** Enters a table; part of the caller's transaction. */
    public static void write(Connection connection, TableHead table, RowDigest digest, long horizon)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO _mudanza.read_back"
                + " (table_id, rows, sum_high, sum_low, xor_high, xor_low, horizon) VALUES (?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (table_id) DO NOTHING")) {
            insert.setString(1, table.id());
            insert.setLong(2, digest.rows());
            insert.setLong(3, digest.sumHigh());
            insert.setLong(4, digest.sumLow());
            insert.setLong(5, digest.xorHigh());
            insert.setLong(6, digest.xorLow());
            insert.setLong(7, horizon);
            insert.executeUpdate();
        }
    }

    /** Reads the book that the load of a bundle has kept; empty where there is none. */
    static ReadBackBook of(Connection connection, UUID bundle) throws SQLException {
        ReadBackBook book = new ReadBackBook();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (isThere(statement)) {
                try (ResultSet row = statement.executeQuery("SELECT table_id, rows, sum_high, sum_low, xor_high, xor_low,"
                        + " horizon, read_at FROM _mudanza.read_back WHERE EXISTS (SELECT FROM _mudanza.load"
                        + " WHERE bundle_id = " + Sql.text(bundle.toString()) + ")")) {
                    while (row.next()) {
                        book.tables.put(row.getString(1), new Read(
                                new RowDigest(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)),
                                row.getLong(7), row.getTimestamp(8).toInstant()));
                    }
                }
            }
        }
        return book;
    }

    /** Ids of the tables that were read. */
    public static Set<String> tables(Connection connection, UUID bundle) throws SQLException {
        return Set.copyOf(of(connection, bundle).tables.keySet());
    }

    /** Null when the table was not read. */
    Read table(String id) {
        return tables.get(id);
    }

    /**
     * The rows that a piece of a table holds now, and those of them that could not have been read. A row that was changed is
     * a new one to PostgreSQL.
     */
    Recount recount(Connection connection, Piece piece) throws SQLException {
        Read read = tables.get(piece.table().id());
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE"
                    + " pg_catalog.age(xmin) <= pg_catalog.age('" + (read.horizon() & 0xffffffffL) + "'::pg_catalog.xid))"
                    + CopyStatements.from(piece))) {
                row.next();
                return new Recount(row.getLong(1), row.getLong(2));
            }
        }
    }

    private static boolean isThere(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_catalog.to_regclass('_mudanza.read_back') IS NOT NULL"
                + " AND pg_catalog.to_regclass('_mudanza.load') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
