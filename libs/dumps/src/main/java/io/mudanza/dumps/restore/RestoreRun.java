package io.mudanza.dumps.restore;

import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.crash.CrashPoint;
import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.policy.Decision;
import io.mudanza.dumps.policy.Skips;
import io.mudanza.dumps.source.DumpReader;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.tasks.TaskPool;
import io.mudanza.engine.tasks.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One restore of one dump: a thread reads and judges, workers load, read back, index. */
final class RestoreRun {

    private final DumpRequest request;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private final Connection control;
    private final PlatformRole platform;
    private final Skips skips = new Skips();
    private final List<TableReport> reports = new ArrayList<>();
    private LargeObjectWriter objects;
    private RowFlow flow;
    private final List<SequenceState> sequences = new ArrayList<>();

    /** @param control a connection to the scratch database as the role of the platform; nothing of the dump runs on it */
    RestoreRun(DumpRequest request, Connection control, PlatformRole platform, ProgressListener progress,
            Cancellation cancellation) {
        this.request = request;
        this.control = control;
        this.platform = platform;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** @param address the scratch database, as the role whose rights the dump has */
    void run(DatabaseAddress address) throws DumpException, EngineException, InterruptedException {
        TaskPool pool = new TaskPool();
        RestoreRoom room = new RestoreRoom(request, address, pool, progress, cancellation);
        flow = new RowFlow(room);
        pool.hold(Keys.ROWS);
        try (DumpReader reader = request.source().read(request.limits());
                WorkerGroup group = new WorkerGroup(Side.TARGET, "restoring the dump", cancellation)) {
            TableRows rows = new TableRows(room, reader, flow, new TableCatalog(control, platform.version()));
            LateStatements late = new LateStatements(room, skips, rows::bytesOf);
            objects = new LargeObjectWriter(room, group);
            ScratchSession session = room.open(group);
            Intake intake = new Intake(room, reader, session, new Extensions(control), rows, late, objects, skips,
                    platform.version());
            rows.announce(reader.announced());
            progress.expected(-1, -1);
            Worker.start(group, Math.max(1, request.workers()), address, pool);
            group.start("dump", () -> {
                intake.run();
                CrashPoint.reached("restore:read");
                rows.end();
                pool.add(late.rest());
                if (!Analysis.leftToServer(control)) {
                    pool.add(new Analysis(room).tasks(rows.tables()));
                }
                rows.readLast();
                pool.release(Keys.ROWS);
                pool.seal();
            });
            group.await();
            finish(session, intake);
            rows.tables().forEach(table -> reports.add(table.report(request.readBack())));
            TableReport ofObjects = objects.report();
            if (ofObjects != null) {
                reports.add(ofObjects);
            }
        } catch (DumpException e) {
            throw e;
        } catch (IOException e) {
            throw new EngineException(EngineException.Code.STORE_FAILED,
                    "The dump cannot be read: " + e.getMessage() + ".", e);
        } catch (SQLException e) {
            throw io.mudanza.engine.connect.Failures.of(e, Side.TARGET, "finishing the restore");
        }
    }

    private void finish(ScratchSession session, Intake intake) throws SQLException, DumpException, EngineException {
        progress.doing("setting sequences");
        for (Decision.Sequence sequence : intake.sequences()) {
            String sql = "SELECT pg_catalog.setval(" + Sql.text(sequence.name().quoted()) + ", " + sequence.value() + ", "
                    + sequence.called() + ")";
            try {
                session.run(new Planned(sql, "the state of " + sequence.name().label(), List.of(), Context.FIRST));
                sequences.add(new SequenceState(
                        sequence.name().schema(), sequence.name().name(), sequence.value(), sequence.called()));
                if (request.readBack()) {
                    compare(session, sequence);
                }
            } catch (SQLException e) {
                if (request.selection().isAll() || !"42P01".equals(e.getSQLState())) {
                    throw LateStatements.problem(
                            new Planned(sql, "the state of " + sequence.name().label(), List.of(), Context.FIRST), e);
                }
                skips.add("the state of " + sequence.name().label(), LateStatements.LEFT_OUT);
            }
        }
    }

    /** A sequence that does not stand where the dump says is reported like a table of one row that differs. */
    private void compare(ScratchSession session, Decision.Sequence sequence) throws SQLException {
        String wanted = sequence.value() + "\t" + (sequence.called() ? "t" : "f");
        String found;
        try (Statement statement = session.connection().createStatement(); ResultSet row = statement.executeQuery(
                "SELECT last_value || E'\\t' || CASE WHEN is_called THEN 't' ELSE 'f' END FROM " + sequence.name().quoted())) {
            row.next();
            found = row.getString(1);
        }
        session.connection().commit();
        if (!wanted.equals(found)) {
            reports.add(new TableReport(String.valueOf(sequence.name().schema()), sequence.name().name(), 1,
                    digest(wanted), 1, digest(found), false, "The sequence does not stand where the dump says."));
        }
    }

    private static RowDigest digest(String row) {
        DigestAccumulator digest = new DigestAccumulator();
        byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
        digest.row(bytes, 0, bytes.length);
        return digest.digest();
    }

    /** The last commit waits for the disk, and with it all before. */
    void settle() throws SQLException {
        try (Statement statement = control.createStatement()) {
            statement.execute("SET synchronous_commit = on");
            statement.execute("SELECT pg_catalog.txid_current()");
        }
    }

    DumpReport report(RestoredBy restoredBy, String owner, List<String> notes) {
        return new DumpReport(reports, flow.rows(), flow.bytes(), sequences, objects.count(), skips.list(), restoredBy,
                owner, notes);
    }
}
