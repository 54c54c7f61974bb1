package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.tasks.TaskPool;
import io.mudanza.engine.tasks.Worker;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Applies a schema around a load. Every entry is applied once, also when the process is killed in the middle and the
 * same texts are applied again.
 */
public final class SchemaApplier {

    /** Entries in one transaction: a crash repeats at most these. */
    private static final int BATCH = 100;

    private final DatabaseAddress target;
    private final SchemaPlace place;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    public SchemaApplier(DatabaseAddress target, ProgressListener progress, Cancellation cancellation) {
        this(target, SchemaPlace.WHOLE_DATABASE, progress, cancellation);
    }

    /** @param place whether the database is the job's own or one in which other things live */
    public SchemaApplier(
            DatabaseAddress target, SchemaPlace place, ProgressListener progress, Cancellation cancellation) {
        this.target = target;
        this.place = place;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** Everything that rows need; privileges come with {@link #applyPostData}, for they could stand in the way. */
    public SchemaReport applyPreData(SchemaTexts texts) throws EngineException {
        try (SchemaSession session = SchemaSession.open(target, Code.TARGET_LOST)) {
            EntryRunner runner = new EntryRunner(TargetRoles.read(session), place);
            AppliedEntries applied = AppliedEntries.open(session, SchemaSection.PRE_DATA.wire());
            List<SchemaEntry> entries = SchemaScript.parse(texts.preData()).entries().stream()
                    .filter(entry -> !PostDataPlan.isPrivilege(entry) && place.takes(entry))
                    .toList();
            for (int from = 0; from < entries.size(); from += BATCH) {
                batch(session, runner, applied, entries.subList(from, Math.min(from + BATCH, entries.size())));
            }
            return runner.report();
        } catch (SQLException e) {
            throw new EngineException(Code.TARGET_LOST, "The target " + target + " broke off: " + Sentences.of(e), e);
        }
    }

    /**
     * Keeps autovacuum away from some tables until {@link #applyPostData} or the tasks of {@link #postData} are through
     * with them. Does nothing where other things live in the database.
     *
     * @param tables {@code "schema"."table"} of each
     */
    public void pauseAutovacuum(Collection<String> tables) throws EngineException {
        if (place != SchemaPlace.WHOLE_DATABASE) {
            return;
        }
        try (SchemaSession session = SchemaSession.open(target, Code.TARGET_LOST)) {
            AutovacuumPause.begin(session, tables);
        } catch (SQLException e) {
            throw new EngineException(Code.TARGET_LOST, "The target " + target + " broke off: " + Sentences.of(e), e);
        }
    }

    /**
     * Everything that comes after the rows: indexes and constraints in parallel, largest tables first, then what stands
     * upon them, foreign keys, privileges, refreshes, and event triggers last of all.
     *
     * @param workers parallel connections, at least 1
     */
    public SchemaReport applyPostData(SchemaTexts texts, int workers) throws EngineException, InterruptedException {
        PostDataTasks tasks = postData();
        TaskPool pool = new TaskPool();
        pool.add(tasks.plan(texts, Map.of()));
        pool.seal();
        try (WorkerGroup group = new WorkerGroup(Side.TARGET, "applying the schema", cancellation)) {
            Worker.start(group, Math.max(1, workers), target, pool);
            group.await();
        }
        return tasks.report();
    }

    /** The same as tasks for workers that do other things as well. */
    public PostDataTasks postData() {
        return new PostDataTasks(target, place, progress, cancellation);
    }

    private void batch(SchemaSession session, EntryRunner runner, AppliedEntries applied, List<SchemaEntry> entries)
            throws SQLException, EngineException {
        cancellation.check();
        if (entries.stream().noneMatch(applied::has) && together(session, runner, applied, entries)) {
            return;
        }
        for (SchemaEntry entry : entries) {
            if (applied.has(entry)) {
                continue;
            }
            cancellation.check();
            progress.doing("creating " + entry.label());
            try {
                runner.run(session, entry);
            } catch (SQLException e) {
                throw EntryRunner.problem(entry, e);
            }
            applied.write(session, entry);
        }
        session.commit();
    }

    /** All entries in one message; false when the server refuses any of them, so that they are tried one by one. */
    private boolean together(
            SchemaSession session, EntryRunner runner, AppliedEntries applied, List<SchemaEntry> entries)
            throws SQLException, EngineException {
        StringBuilder all = new StringBuilder();
        for (SchemaEntry entry : entries) {
            String whole = runner.whole(entry);
            if (whole == null) {
                return false;
            }
            all.append(whole).append("\n;\n").append(applied.insert(entry)).append(";\n");
        }
        progress.doing("creating " + entries.getFirst().label() + " and what follows");
        try {
            session.run(all.toString());
            session.commit();
        } catch (SQLException e) {
            session.rollback();
            return false;
        }
        for (SchemaEntry entry : entries) {
            runner.noteWhole(entry);
        }
        return true;
    }
}
