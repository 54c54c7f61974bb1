package io.mudanza.engine.load;

import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.DigestSink;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.catalog.CatalogReader;
import io.mudanza.engine.catalog.CatalogTable;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.plan.CopyReader;
import io.mudanza.engine.plan.CopyStatements;
import io.mudanza.engine.plan.Piece;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.PostDataTasks;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.engine.tasks.Rank;
import io.mudanza.engine.tasks.Task;
import io.mudanza.engine.tasks.Worker;
import io.mudanza.engine.verify.ReadBackBook;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reads every table back as soon as its last part is committed, while its pages are still in memory, and enters its
 * digest in the book of the target. A table that cannot be read is not entered; the verification then reads it itself.
 */
final class ReadBack {

    /** Larger tables are read by several workers. */
    private static final long PIECE_BYTES = 64L << 20;

    private final LoadRequest request;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    ReadBack(LoadRequest request, ProgressListener progress, Cancellation cancellation) {
        this.request = request;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /**
     * What is left to read.
     *
     * @param bytes bytes of the rows of each table, by {@code "schema"."table"}
     */
    List<Task> tasks(UUID bundle, List<TableHead> tables, Map<String, Long> bytes)
            throws EngineException, SQLException {
        if (!request.readBack()) {
            return List.of();
        }
        Set<String> splittable = new HashSet<>();
        Set<String> read;
        Connection connection = Connections.open(request.target(), Side.TARGET);
        try {
            read = ReadBackBook.tables(connection, bundle);
            new CatalogReader(connection, SchemaSelection.ALL).tables().stream()
                    .filter(CatalogTable::splittable)
                    .forEach(table -> splittable.add(Sql.name(table.schema(), table.name())));
        } finally {
            Connections.close(connection);
        }
        List<Task> tasks = new ArrayList<>();
        for (TableHead table : tables) {
            if (!read.contains(table.id())) {
                String name = Sql.name(table.schema(), table.name());
                long size = bytes.getOrDefault(name, 0L);
                boolean cut = splittable.contains(name) && table.condition() == null;
                Reading reading = new Reading(table, cut ? (int) Math.clamp(size / PIECE_BYTES, 1, 1_000_000) : 1);
                for (int piece = 0; piece < reading.pieces; piece++) {
                    int number = piece;
                    tasks.add(new Task(Rank.READ_BACK, size, Set.of(PostDataTasks.rowsOf(name)), Set.of(), Set.of(name),
                            Set.of(), worker -> reading.read(worker, number)));
                }
            }
        }
        return tasks;
    }

    /** The reading of one table. */
    private final class Reading {
        private final TableHead table;
        private final int pieces;
        private RowDigest sum = RowDigest.EMPTY;
        private long horizon = Long.MAX_VALUE;
        private int left;
        private boolean failed;

        Reading(TableHead table, int pieces) {
            this.table = table;
            this.pieces = pieces;
            this.left = pieces;
        }

        void read(Worker worker, int number) throws EngineException, SQLException, IOException {
            progress.doing("reading back " + table.label());
            Connection connection = worker.connection();
            try {
                long first = begin(connection);
                RowDigest digest = digest(connection, number);
                if (isLast(digest, first)) {
                    ReadBackBook.write(connection, table, sum, horizon);
                }
                connection.commit();
            } catch (SQLException e) {
                if (e.getSQLState() == null || !e.getSQLState().startsWith("42")) {
                    throw e;
                }
                // A column that is not there or a right that is missing concerns this table only.
                fail();
                worker.abandonConnection();
            }
        }

        private synchronized boolean isLast(RowDigest digest, long first) {
            sum = sum.plus(digest);
            horizon = Math.min(horizon, first);
            return --left == 0 && !failed;
        }

        private synchronized void fail() {
            failed = true;
            left--;
        }

        private long begin(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                // As the source was read: names of objects in values depend on it.
                statement.execute("SET LOCAL search_path = ''");
                try (ResultSet row = statement.executeQuery(ReadBackBook.HORIZON)) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }

        private RowDigest digest(Connection connection, int number) throws EngineException, SQLException, IOException {
            long pages = pieces == 1 ? 0 : pages(connection);
            long end = number == pieces - 1 ? -1 : pages * (number + 1) / pieces;
            Piece piece = new Piece(table, pages * number / pieces, end, 0);
            DigestAccumulator digest = new DigestAccumulator();
            CopyReader.read(
                    connection, CopyStatements.out(piece), table.format(), new DigestSink(digest), cancellation);
            return digest.digest();
        }

        private long pages(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                try (ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_relation_size("
                        + Sql.text(Sql.name(table.schema(), table.name())) + "::pg_catalog.regclass)"
                        + " / pg_catalog.current_setting('block_size')::pg_catalog.int8")) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }
    }
}
