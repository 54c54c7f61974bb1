package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.tasks.Rank;
import io.mudanza.engine.tasks.Task;
import io.mudanza.engine.tasks.Worker;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The section post-data as tasks: an index begins when the rows of its table are there, a foreign key when both its
 * tables have their indexes, all else in pg_dump's order behind them.
 */
public final class PostDataTasks {

    /** Rows of every table are loaded. */
    public static final String ROWS = "rows";

    /** Every index is built. */
    public static final String INDEXES = "indexes";

    private static final String MIDDLE = "middle";
    private static final String FOREIGN_KEYS = "foreign keys";

    private final DatabaseAddress target;
    private final SchemaPlace place;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private final Queue<SchemaEntry> later = new ConcurrentLinkedQueue<>();
    private EntryApplication application;

    PostDataTasks(DatabaseAddress target, SchemaPlace place, ProgressListener progress, Cancellation cancellation) {
        this.target = target;
        this.place = place;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** Key of the rows of a table, {@code "schema"."table"}. */
    public static String rowsOf(String table) {
        return "rows of " + table;
    }

    /** Key of the indexes of a table, {@code "schema"."table"}. */
    public static String indexesOf(String table) {
        return "indexes of " + table;
    }

    /**
     * Plans what is left to do.
     *
     * @param coming bytes of the rows of each table, where they are still being loaded
     */
    public List<Task> plan(SchemaTexts texts, Map<String, Long> coming) throws EngineException {
        try (SchemaSession session = SchemaSession.open(target, Code.TARGET_LOST)) {
            application = new EntryApplication(
                    new EntryRunner(TargetRoles.read(session), place),
                    AppliedEntries.open(session, SchemaSection.POST_DATA.wire()),
                    AppliedEntries.open(session, "privileges"),
                    progress, cancellation);
            TargetTables tables = TargetTables.read(session, coming);
            PostDataPlan plan = PostDataPlan.of(
                    SchemaScript.parse(texts.postData()).entries().stream().filter(place::takes).toList(),
                    SchemaScript.parse(texts.preData()).entries().stream()
                            .filter(entry -> PostDataPlan.isPrivilege(entry) && place.takes(entry))
                            .toList(),
                    tables.bytes());
            List<Task> tasks = new ArrayList<>();
            for (SchemaEntry entry : left(plan.indexes())) {
                tasks.addAll(index(entry, tables));
            }
            tasks.add(new Task(Rank.INDEXES, Long.MAX_VALUE, Set.of(ROWS, INDEXES), Set.of(MIDDLE),
                    worker -> middle(worker, plan.middle())));
            Set<String> behind = new HashSet<>();
            plan.middle().forEach(entry -> behind.addAll(PostDataPlan.tables(entry)));
            left(plan.foreignKeys()).forEach(entry -> tasks.add(foreignKey(entry, tables, behind)));
            tasks.add(new Task(Rank.RELATIONS, Long.MAX_VALUE, Set.of(MIDDLE, FOREIGN_KEYS), Set.of(),
                    worker -> end(worker, plan)));
            return tasks;
        } catch (SQLException e) {
            throw new EngineException(Code.TARGET_LOST, "The target " + target + " broke off: " + Sentences.of(e), e);
        }
    }

    /** What was not applied to the letter, when the tasks are finished. */
    public SchemaReport report() {
        return application.report();
    }

    private List<SchemaEntry> left(List<SchemaEntry> entries) {
        return entries.stream().filter(entry -> !application.has(entry)).toList();
    }

    private List<Task> index(SchemaEntry entry, TargetTables tables) throws EngineException {
        Set<String> names = PostDataPlan.tables(entry);
        Set<String> needs = new HashSet<>();
        Set<String> provides = new HashSet<>(Set.of(INDEXES));
        names.forEach(table -> {
            needs.add(rowsOf(table));
            provides.add(indexesOf(table));
        });
        if (PostDataPlan.computes(entry)) {
            // Its function may read any table.
            needs.add(ROWS);
        }
        long bytes = tables.largest(names);
        KeyIndex key = place == SchemaPlace.WHOLE_DATABASE && tables.standalone().containsAll(names)
                ? KeyIndex.of(entry) : null;
        if (key == null) {
            boolean plain = entry.type().equals("INDEX");
            return List.of(new Task(Rank.INDEXES, bytes, needs, provides, plain ? names : Set.of(),
                    plain ? Set.of() : names, worker -> build(worker, entry, entry, bytes)));
        }
        String built = "index of " + entry.index();
        AtomicBoolean waits = new AtomicBoolean();
        return List.of(
                new Task(Rank.INDEXES, bytes, needs, Set.of(built), names, Set.of(),
                        worker -> waits.set(!build(worker, key.index(), entry, bytes))),
                new Task(Rank.INDEXES, Long.MAX_VALUE, Set.of(built), provides, Set.of(), names,
                        worker -> {
                            if (!waits.get()) {
                                application.applyLast(session(worker), key.constraint(), entry);
                            }
                        }));
    }

    /** @return false when the entry that it belongs to must be tried as a whole later */
    private boolean build(Worker worker, SchemaEntry step, SchemaEntry entry, long bytes)
            throws EngineException, SQLException {
        SchemaSession session = session(worker);
        if (application.apply(session, step, BuildSettings.of(step, bytes, worker.alone() ? 1 : 0))) {
            return true;
        }
        later.add(entry);
        return false;
    }

    /**
     * The names of partitions and their parents are not all in the statement: theirs wait for everything.
     *
     * @param behind tables that something in the middle locks, and would wait for the foreign key with a worker that has
     *               nothing else to do meanwhile
     */
    private Task foreignKey(SchemaEntry entry, TargetTables tables, Set<String> behind) {
        Set<String> names = PostDataPlan.tables(entry);
        Set<String> needs = new HashSet<>();
        if (tables.standalone().containsAll(names) && Collections.disjoint(names, behind)) {
            names.forEach(table -> {
                needs.add(rowsOf(table));
                needs.add(indexesOf(table));
            });
        } else {
            needs.add(MIDDLE);
        }
        return new Task(Rank.RELATIONS, tables.largest(names), needs, Set.of(FOREIGN_KEYS), Set.of(), names, worker -> {
            SchemaSession session = session(worker);
            if (!application.apply(session, entry, "")) {
                later.add(entry);
            }
        });
    }

    private void middle(Worker worker, List<SchemaEntry> entries) throws EngineException, SQLException {
        SchemaSession session = session(worker);
        List<SchemaEntry> again = waiting();
        for (SchemaEntry entry : entries) {
            if (!application.apply(session, entry, "")) {
                again.add(entry);
            }
        }
        for (SchemaEntry entry : again) {
            application.applyOrThrow(session, entry);
        }
    }

    private void end(Worker worker, PostDataPlan plan) throws EngineException, SQLException {
        SchemaSession session = session(worker);
        for (SchemaEntry entry : waiting()) {
            application.applyOrThrow(session, entry);
        }
        for (SchemaEntry entry : plan.end()) {
            application.applyOrThrow(session, entry);
        }
        // Not sooner: it waits for statistics that are being gathered, and refreshes can go beside them.
        AutovacuumPause.end(session);
        for (SchemaEntry entry : plan.eventTriggers()) {
            application.applyOrThrow(session, entry);
        }
    }

    private List<SchemaEntry> waiting() {
        List<SchemaEntry> entries = new ArrayList<>();
        for (SchemaEntry entry = later.poll(); entry != null; entry = later.poll()) {
            entries.add(entry);
        }
        entries.sort((a, b) -> Integer.compare(a.index(), b.index()));
        return entries;
    }

    private SchemaSession session(Worker worker) throws EngineException, SQLException {
        return worker.session(SchemaSession.class, group -> {
            SchemaSession session = SchemaSession.open(target, Code.TARGET_LOST);
            group.adopt(session.connection());
            return session;
        });
    }
}
