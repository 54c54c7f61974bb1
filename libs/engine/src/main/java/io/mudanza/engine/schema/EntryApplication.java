package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.SQLException;
import java.util.Set;

/** Applies entries of the section post-data, each once and in a transaction of its own. */
final class EntryApplication {

    /** A try fails with these when another worker was in the way; it is safe to try again. */
    private static final Set<String> IN_THE_WAY = Set.of("40P01", "40001", "55P03", "XX000:tuple concurrently updated");

    /** The object that an entry needs comes later in the script. */
    private static final Set<String> NOT_YET = Set.of("42P01", "42883", "42704", "42703", "42P17", "42830");

    private static final int ATTEMPTS = 20;

    private final EntryRunner runner;
    private final AppliedEntries applied;
    private final AppliedEntries privileges;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    EntryApplication(
            EntryRunner runner, AppliedEntries applied, AppliedEntries privileges, ProgressListener progress,
            Cancellation cancellation) {
        this.runner = runner;
        this.applied = applied;
        this.privileges = privileges;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    SchemaReport report() {
        return runner.report();
    }

    boolean has(SchemaEntry entry) {
        return ledger(entry).has(entry);
    }

    /**
     * Applies an entry that may need something that is not there yet.
     *
     * @param settings {@code SET LOCAL …;} for this entry; may be empty
     * @return false when it must be tried again later
     */
    boolean apply(SchemaSession session, SchemaEntry entry, String settings) throws EngineException, SQLException {
        return apply(session, entry, entry, settings, true);
    }

    void applyOrThrow(SchemaSession session, SchemaEntry entry) throws EngineException, SQLException {
        apply(session, entry, entry, "", false);
    }

    /** Applies the last step of an entry, upon which the whole of it counts as applied. */
    void applyLast(SchemaSession session, SchemaEntry step, SchemaEntry entry) throws EngineException, SQLException {
        apply(session, step, entry, "", false);
    }

    private AppliedEntries ledger(SchemaEntry entry) {
        return PostDataPlan.isPrivilege(entry) ? privileges : applied;
    }

    private boolean apply(
            SchemaSession session, SchemaEntry entry, SchemaEntry entered, String settings, boolean mayWait)
            throws EngineException, SQLException {
        if (has(entered)) {
            return true;
        }
        progress.doing("creating " + entry.label());
        cancellation.check();
        if (wholly(session, entry, entered, settings)) {
            return true;
        }
        for (int attempt = 1; ; attempt++) {
            cancellation.check();
            try {
                runner.run(session, entry);
                ledger(entered).write(session, entered);
                session.commit();
                return true;
            } catch (SQLException e) {
                session.rollback();
                if (mayWait && NOT_YET.contains(e.getSQLState())) {
                    return false;
                }
                if (attempt >= ATTEMPTS || !inTheWay(e)) {
                    throw EntryRunner.problem(entry, e);
                }
            }
        }
    }

    /** In one message; false when the server refuses any of it, so that statement by statement is tried. */
    private boolean wholly(SchemaSession session, SchemaEntry entry, SchemaEntry entered, String settings)
            throws EngineException, SQLException {
        String whole = runner.whole(entry);
        if (whole == null) {
            return false;
        }
        try {
            session.run(settings + whole + "\n;\n" + ledger(entered).insert(entered));
            session.commit();
        } catch (SQLException e) {
            session.rollback();
            return false;
        }
        runner.noteWhole(entry);
        return true;
    }

    private static boolean inTheWay(SQLException e) {
        return IN_THE_WAY.contains(e.getSQLState())
                || IN_THE_WAY.contains(e.getSQLState() + ":" + e.getMessage().replaceAll("^ERROR: ", ""));
    }
}
