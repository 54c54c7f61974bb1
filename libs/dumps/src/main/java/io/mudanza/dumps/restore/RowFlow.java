package io.mudanza.dumps.restore;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.crash.CrashPoint;
import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.rows.RowDigester;
import io.mudanza.dumps.sql.RowSegment;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.plan.CopyReader;
import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.engine.tasks.Rank;
import io.mudanza.engine.tasks.Task;
import io.mudanza.engine.tasks.Worker;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Rows on their way from the reader of the dump to the workers, and back for the comparison. */
final class RowFlow {

    private static final Set<String> NOT_THERE = Set.of("42P01", "42883", "42704", "42703");

    private final RestoreRoom room;
    private final BlockingQueue<RowSegment> free = new LinkedBlockingQueue<>();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    RowFlow(RestoreRoom room) {
        this.room = room;
        for (int i = 0; i < 2 * room.request().workers() + 2; i++) {
            free.add(new RowSegment());
        }
    }

    /** An empty segment; waits until the workers have done with one. */
    RowSegment take() throws InterruptedException {
        return free.take();
    }

    /** Gives a segment back that was not sent. */
    void giveBack(RowSegment segment) {
        free.add(segment);
    }

    /** Rows that are on their way or there. */
    long rows() {
        return rows.get();
    }

    long bytes() {
        return bytes.get();
    }

    /** Has a segment loaded. */
    void send(LoadedTable table, RowSegment segment) throws DumpException {
        bytes.addAndGet(segment.length());
        if (rows.addAndGet(segment.rows()) > room.limits().rows()) {
            throw new DumpException(DumpException.Code.DUMP_LIMIT, "The dump has more than " + room.limits().rows()
                    + " rows. Raise the limit if that is as it should be.");
        }
        room.pool().add(List.of(new Task(Rank.ROWS, 0, Set.of(), Set.of(Keys.rowsOf(table.quoted()), Keys.ROWS),
                worker -> load(worker, table, segment))));
    }

    /** Has a table read back when its rows are there. */
    void readBack(LoadedTable table) {
        if (!room.request().readBack()) {
            return;
        }
        int after = table.blocks();
        room.pool().add(List.of(new Task(Rank.READ_BACK, table.bytes(), Set.of(Keys.rowsOf(table.quoted())),
                Set.of(Keys.READ), Set.of(table.quoted()), Set.of(), worker -> {
                    RowDigest digest = read(worker, table, "");
                    room.session(worker).connection().commit();
                    table.found(digest, after);
                    CrashPoint.reached("restore:read-back");
                })));
    }

    /** Has a table read back when nothing of the dump will run any more. */
    void readLast(LoadedTable table) {
        if (!room.request().readBack()) {
            return;
        }
        room.pool().add(List.of(new Task(Rank.READ_BACK, table.bytes(),
                Set.of(Keys.ROWS, Keys.INDEXES, Keys.MIDDLE, Keys.FOREIGN_KEYS, Keys.END, Keys.STATISTICS), Set.of(),
                Set.of(), Set.of(table.quoted()), worker -> {
                    // Policies that bind the owner as well would hide rows; undone by the rollback.
                    String unbound = bound(worker, table)
                            ? "ALTER TABLE " + table.quoted() + " NO FORCE ROW LEVEL SECURITY"
                            : "";
                    RowDigest digest = read(worker, table, unbound);
                    room.session(worker).connection().rollback();
                    table.foundLast(digest);
                    CrashPoint.reached("restore:read-back");
                })));
    }

    private void load(Worker worker, LoadedTable table, RowSegment segment)
            throws EngineException, SQLException, IOException {
        room.progress().doing("loading " + table.label());
        room.cancellation().check();
        ScratchSession session = room.session(worker);
        RowDigest digest;
        try {
            digest = RowCopy.in(session, table, segment, table.context().searchPath());
        } catch (SQLException e) {
            if (!NOT_THERE.contains(String.valueOf(e.getSQLState())) || session.connection().isClosed()) {
                throw rejected(table, e);
            }
            // A check may call a function that names what it uses without schema.
            session.connection().rollback();
            digest = RowCopy.in(session, table, segment, List.of("public"));
        }
        CrashPoint.reached("restore:before-commit");
        session.connection().commit();
        CrashPoint.reached("restore:segment-committed");
        table.add(digest, segment.length());
        room.progress().advanced(table.label(), segment.rows(), segment.length());
        free.add(segment);
    }

    private static SQLException rejected(LoadedTable table, SQLException e) throws EngineException, DumpException {
        String state = String.valueOf(e.getSQLState());
        if (state.equals("57014") && Said.by(e).contains("timeout")) {
            throw ScratchSession.tooLong("rows of " + table.label());
        }
        if (state.startsWith("22") || state.startsWith("23") || state.startsWith("P0") || state.equals("42501")) {
            throw new EngineException(EngineException.Code.ROWS_REJECTED, "The server refuses rows of " + table.label()
                    + " (" + state + ": " + Said.by(e) + "). The dump contradicts its own schema, or this server's version.", e);
        }
        return e;
    }

    private boolean bound(Worker worker, LoadedTable table) throws EngineException, SQLException {
        try (Statement statement = room.session(worker).connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT relforcerowsecurity FROM pg_catalog.pg_class WHERE oid = "
                        + Sql.text(table.quoted()) + "::pg_catalog.regclass")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private RowDigest read(Worker worker, LoadedTable table, String settings) throws EngineException, SQLException, IOException {
        room.progress().doing("reading back " + table.label());
        RowDigest digest = digest(room.session(worker), table, settings);
        RowDigest dumped = table.dumped();
        if (digest.rows() != dumped.rows() || digest.equals(dumped)) {
            return digest;
        }
        // With --quote-all-identifiers, or where the database says so, the names that reg* values are stand in quotes.
        RowDigest quoted = digest(room.session(worker), table, "SET LOCAL quote_all_identifiers = on");
        return quoted.equals(dumped) ? quoted : digest;
    }

    private RowDigest digest(ScratchSession session, LoadedTable table, String settings)
            throws EngineException, SQLException, IOException {
        Connection connection = session.connection();
        RowDigester digester = RowDigester.ofReadBack(table.forms());
        session.begin(table.context(), List.of(), settings);
        CopyReader.read(connection, table.out() + RowCopy.options(table, false), CopyFormat.TEXT, digester, room.cancellation());
        return digester.digest();
    }
}
