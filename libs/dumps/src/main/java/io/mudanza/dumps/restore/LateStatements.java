package io.mudanza.dumps.restore;

import io.mudanza.crash.CrashPoint;
import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.policy.Phase;
import io.mudanza.dumps.policy.Skips;
import io.mudanza.dumps.sql.ObjectName;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.tasks.Rank;
import io.mudanza.engine.tasks.Task;
import io.mudanza.engine.tasks.Worker;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/** Statements that wait for rows: indexes as soon as those of their table are there, all else behind them. */
final class LateStatements {

    /** What a statement needs comes later in the dump. */
    private static final Set<String> NOT_YET =
            Set.of("42P01", "42883", "42704", "42703", "42P17", "42830", "42803", "42P10", "42809", "55000");

    /** Another worker was in the way; it is safe to try again. */
    private static final Set<String> IN_THE_WAY = Set.of("40P01", "40001", "55P03");

    private static final int ATTEMPTS = 10;

    private static final Pattern POLICIES =
            Pattern.compile("(?i)^ALTER TABLE .*(ENABLE|FORCE) ROW LEVEL SECURITY\\s*;?\\s*$", Pattern.DOTALL);

    private final RestoreRoom room;
    private final Skips skips;
    private final ToLongFunction<String> bytesOf;
    private final List<Planned> middle = new ArrayList<>();
    private final List<Planned> foreignKeys = new ArrayList<>();
    private final List<Planned> policies = new ArrayList<>();
    private final List<Planned> end = new ArrayList<>();
    private final List<Planned> refreshes = new ArrayList<>();
    private final Queue<Planned> again = new ConcurrentLinkedQueue<>();
    private long held;

    /** @param bytesOf bytes of COPY text that a table has, {@code "schema"."name"} */
    LateStatements(RestoreRoom room, Skips skips, ToLongFunction<String> bytesOf) {
        this.room = room;
        this.skips = skips;
        this.bytesOf = bytesOf;
    }

    static boolean notYet(SQLException e) {
        return NOT_YET.contains(String.valueOf(e.getSQLState()));
    }

    /** Takes a statement; an index may be built from now on. */
    void add(Phase phase, Planned planned) throws DumpException {
        held += planned.sql().length();
        if (held > room.limits().schemaBytes()) {
            throw new DumpException(DumpException.Code.DUMP_LIMIT, "The statements of the dump that wait for its rows have"
                    + " more than " + room.limits().schemaBytes() + " bytes. Raise the limit if that is as it should be.");
        }
        switch (phase) {
            case INDEX -> room.pool().add(List.of(index(planned)));
            case FOREIGN_KEY -> foreignKeys.add(planned);
            // Behind the foreign keys: their check is a query, and would see what a policy lets it see.
            case BEFORE_ROWS, MIDDLE -> (isPolicy(planned.sql()) ? policies : middle).add(planned);
            case END -> end.add(planned);
            case REFRESH -> refreshes.add(planned);
        }
    }

    /** The dump has been read: all that is left. */
    List<Task> rest() {
        List<Task> tasks = new ArrayList<>();
        tasks.add(new Task(Rank.INDEXES, Long.MAX_VALUE, Set.of(Keys.ROWS, Keys.INDEXES, Keys.READ), Set.of(Keys.MIDDLE),
                worker -> {
                    CrashPoint.reached("restore:indexed");
                    inOrder(worker, middle);
                }));
        foreignKeys.forEach(planned -> tasks.add(foreignKey(planned)));
        tasks.add(new Task(Rank.RELATIONS, Long.MAX_VALUE, Set.of(Keys.MIDDLE, Keys.FOREIGN_KEYS), Set.of(Keys.END), worker -> {
            inOrder(worker, List.of());
            inOrder(worker, policies);
            inOrder(worker, end);
            inOrder(worker, refreshes);
        }));
        return tasks;
    }

    private Task index(Planned planned) {
        Set<String> tables = names(planned);
        Set<String> needs = new HashSet<>();
        Set<String> provides = new HashSet<>(Set.of(Keys.INDEXES));
        tables.forEach(table -> {
            needs.add(Keys.rowsOf(table));
            provides.add(Keys.indexesOf(table));
        });
        if (planned.sql().indexOf('(') != planned.sql().lastIndexOf('(')) {
            // An expression or a condition may call a function that reads any table.
            needs.add(Keys.ROWS);
        }
        boolean alone = planned.sql().regionMatches(true, 0, "ALTER", 0, 5);
        return new Task(Rank.INDEXES, largest(tables), needs, provides, alone ? Set.of() : tables,
                alone ? tables : Set.of(), worker -> {
                    room.progress().doing("creating an index of " + label(planned));
                    String settings = IndexSettings.of(planned.sql(), largest(tables), worker.alone());
                    if (!run(worker, planned, settings)) {
                        again.add(planned);
                    }
                });
    }

    private Task foreignKey(Planned planned) {
        Set<String> tables = names(planned);
        // Triggers and partitions of indexes lock the same tables: who waits for a lock leaves a processor idle.
        Set<String> needs = new HashSet<>(Set.of(Keys.MIDDLE));
        tables.forEach(table -> {
            needs.add(Keys.rowsOf(table));
            needs.add(Keys.indexesOf(table));
        });
        return new Task(Rank.RELATIONS, largest(tables), needs, Set.of(Keys.FOREIGN_KEYS), Set.of(), tables, worker -> {
            room.progress().doing("checking a foreign key of " + label(planned));
            if (!run(worker, planned, "")) {
                again.add(planned);
            }
        });
    }

    /** One after the other; what cannot be done yet once more at the end, and then without mercy. */
    private void inOrder(Worker worker, List<Planned> statements) throws EngineException, SQLException, DumpException {
        List<Planned> waiting = new ArrayList<>();
        for (Planned planned : statements) {
            if (!run(worker, planned, "")) {
                waiting.add(planned);
            }
        }
        for (Planned planned = again.poll(); planned != null; planned = again.poll()) {
            waiting.addFirst(planned);
        }
        for (Planned planned : waiting) {
            try {
                attempt(worker, planned, "");
            } catch (SQLException e) {
                if (!room.request().selection().isAll() && notYet(e)) {
                    skips.add(planned.head(), LEFT_OUT);
                } else if ("42704".equals(e.getSQLState()) && planned.sql().regionMatches(true, 0, "CREATE POLICY", 0, 13)) {
                    skips.add(planned.head(), "a policy for a role that this server does not have (" + Said.by(e) + ")");
                } else {
                    throw problem(planned, e);
                }
            }
        }
    }

    static final String LEFT_OUT = "it needs a table that is left out";

    /** False when it has to be tried again later. */
    private boolean run(Worker worker, Planned planned, String settings)
            throws EngineException, SQLException, DumpException {
        try {
            attempt(worker, planned, settings);
            return true;
        } catch (SQLException e) {
            if (notYet(e)) {
                return false;
            }
            throw problem(planned, e);
        }
    }

    private void attempt(Worker worker, Planned planned, String settings)
            throws EngineException, SQLException, DumpException {
        for (int attempt = 1; ; attempt++) {
            room.cancellation().check();
            try {
                room.session(worker).run(planned, settings);
                return;
            } catch (SQLException e) {
                if (attempt >= ATTEMPTS || !IN_THE_WAY.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
            }
        }
    }

    /** What the server refuses for what the statement says, not for what happens to the server. */
    static SQLException problem(Planned planned, SQLException e) throws EngineException {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("08") || state.startsWith("57") || state.startsWith("53") || state.startsWith("25")) {
            return e;
        }
        throw new EngineException(EngineException.Code.SCHEMA_REJECTED,
                "The server refuses a statement of the dump (" + planned.head() + "): " + Said.by(e) + ".", e);
    }

    private static boolean isPolicy(String sql) {
        return sql.regionMatches(true, 0, "CREATE POLICY", 0, 13) || POLICIES.matcher(sql).find();
    }

    private long largest(Set<String> tables) {
        return tables.stream().mapToLong(bytesOf).max().orElse(0);
    }

    private static Set<String> names(Planned planned) {
        Set<String> names = new HashSet<>();
        planned.tables().forEach(table -> names.add(table.quoted()));
        return names;
    }

    private static String label(Planned planned) {
        return planned.tables().stream().map(ObjectName::label).findFirst().orElse("");
    }
}
