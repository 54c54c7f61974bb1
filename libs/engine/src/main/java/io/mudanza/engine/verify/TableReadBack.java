package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.DigestSink;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.catalog.CatalogTable;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.extract.Snapshot;
import io.mudanza.engine.plan.CopyReader;
import io.mudanza.engine.plan.CopyStatements;
import io.mudanza.engine.plan.Piece;
import io.mudanza.engine.plan.TablePlan;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads all tables back from the target and holds them against the manifest. */
final class TableReadBack {

    private final VerifyRequest request;
    private final Manifest manifest;
    private final Snapshot snapshot;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private final ReadBackBook book;
    private final Map<String, Integer> left = new ConcurrentHashMap<>();
    private final Map<String, ReadBackBook.Recount> recounts = new ConcurrentHashMap<>();
    private final Map<String, ReadBackBook.Read> unchanged = new ConcurrentHashMap<>();
    private final Map<String, RowDigest> found = new ConcurrentHashMap<>();
    private final Map<String, String> unreadable = new ConcurrentHashMap<>();

    TableReadBack(
            VerifyRequest request, Manifest manifest, Snapshot snapshot, ReadBackBook book, ProgressListener progress,
            Cancellation cancellation) {
        this.book = book;
        this.request = request;
        this.manifest = manifest;
        this.snapshot = snapshot;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** @param there the tables of the target */
    List<TableVerdict> read(List<CatalogTable> there) throws EngineException, InterruptedException {
        List<TableHead> heads = manifest.head().tables();
        Queue<Piece> pieces = new ConcurrentLinkedQueue<>(TablePlan.pieces(heads, there));
        pieces.forEach(piece -> left.merge(piece.table().id(), 1, Integer::sum));
        try (WorkerGroup group = new WorkerGroup(Side.TARGET, "reading the target back", cancellation)) {
            for (int i = 0; i < request.workers(); i++) {
                group.start("verify-" + i, () -> work(group, pieces));
            }
            group.await();
        }
        List<TableVerdict> verdicts = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Set<String> present = new HashSet<>();
        there.forEach(table -> present.add(table.label()));
        for (TableHead head : heads) {
            known.add(head.label());
            verdicts.add(verdict(head, present.contains(head.label())));
        }
        if (!manifest.head().partial()) {
            for (CatalogTable table : there) {
                if (!known.contains(table.label())) {
                    verdicts.add(new TableVerdict(table.schema(), table.name(), Verdict.DIFFERENT, 0, -1, null, null,
                            "The target has this table, the source does not.", List.of()));
                }
            }
        }
        return verdicts;
    }

    /** When the load had read the tables that were written no more since, by {@code schema.table}. */
    Map<String, ReadBackBook.Read> unchanged() {
        return unchanged;
    }

    private void work(WorkerGroup group, Queue<Piece> pieces) throws EngineException, SQLException, IOException {
        Connection connection = null;
        try {
            for (Piece piece = pieces.poll(); piece != null && !group.stopped(); piece = pieces.poll()) {
                if (connection == null) {
                    connection = group.open(request.target());
                    snapshot.join(connection);
                }
                try {
                    progress.doing("verifying " + piece.table().label());
                    found.merge(piece.table().id(), read(connection, piece), RowDigest::plus);
                } catch (SQLException e) {
                    if (group.stopped() || e.getSQLState() == null || !e.getSQLState().startsWith("42")) {
                        throw e;
                    }
                    // A column that is not there or a right that is missing concerns this table only.
                    unreadable.put(piece.table().id(), "PostgreSQL says: " + e.getMessage());
                    group.close(connection);
                    connection = null;
                }
            }
        } finally {
            if (connection != null) {
                group.close(connection);
            }
        }
    }

    private RowDigest read(Connection connection, Piece piece) throws SQLException, IOException, EngineException {
        if (request.level() == VerifyLevel.COUNTS) {
            return piece.fromBlock() > 0 ? RowDigest.EMPTY : count(connection, piece.table());
        }
        ReadBackBook.Read before = book.table(piece.table().id());
        return before == null ? digest(connection, piece) : again(connection, piece, before);
    }

    /** A table that the load has read: counted piece by piece, and read again as a whole when it is not as it was. */
    private RowDigest again(Connection connection, Piece piece, ReadBackBook.Read before)
            throws SQLException, IOException, EngineException {
        TableHead table = piece.table();
        recounts.merge(table.id(), book.recount(connection, piece), ReadBackBook.Recount::plus);
        if (left.merge(table.id(), -1, Integer::sum) > 0) {
            return RowDigest.EMPTY;
        }
        if (!recounts.get(table.id()).isUnchanged(before)) {
            return digest(connection, new Piece(table, 0, -1, piece.bytes()));
        }
        unchanged.put(table.label(), before);
        progress.advanced(table.label(), before.digest().rows(), 0);
        return before.digest();
    }

    private RowDigest digest(Connection connection, Piece piece) throws SQLException, IOException, EngineException {
        DigestAccumulator digest = new DigestAccumulator();
        CountingSink sink = new CountingSink(new DigestSink(digest), piece.table().label(), progress);
        CopyReader.read(connection, CopyStatements.out(piece), piece.table().format(), sink, cancellation);
        sink.tell();
        return digest.digest();
    }

    private static RowDigest count(Connection connection, TableHead table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("SELECT pg_catalog.count(*) FROM ONLY "
                    + Sql.name(table.schema(), table.name()) + " "
                    + (table.condition() == null ? "" : table.condition()))) {
                row.next();
                return new RowDigest(row.getLong(1), 0, 0, 0, 0);
            }
        }
    }

    private TableVerdict verdict(TableHead head, boolean present) {
        RowDigest expected = manifest.total(head.id()).digest();
        RowDigest read = found.get(head.id());
        String failed = unreadable.get(head.id());
        Verdict verdict;
        String reason = null;
        if (!present) {
            verdict = Verdict.DIFFERENT;
            reason = "The target lacks this table, or does not show it to the role.";
        } else if (failed != null) {
            verdict = Verdict.NOT_VERIFIED;
            reason = failed;
        } else if (read == null) {
            verdict = Verdict.NOT_VERIFIED;
            reason = "It was not read.";
        } else if (read.rows() != expected.rows()) {
            verdict = Verdict.DIFFERENT;
            reason = "It has " + read.rows() + " rows instead of " + expected.rows() + ".";
        } else if (request.level() == VerifyLevel.COUNTS) {
            verdict = Verdict.NOT_VERIFIED;
            reason = "The number of rows is right; their contents were not compared.";
        } else if (!read.equals(expected)) {
            verdict = Verdict.DIFFERENT;
            reason = "The contents of its rows differ.";
        } else {
            verdict = Verdict.EQUAL;
        }
        boolean digests = request.level() == VerifyLevel.FULL;
        return new TableVerdict(head.schema(), head.name(), verdict, expected.rows(), read == null ? -1 : read.rows(),
                expected, digests ? read : null, reason, List.of());
    }
}
