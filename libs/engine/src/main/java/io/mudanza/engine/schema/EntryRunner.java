package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Applies single entries and remembers what could not be done to the letter. */
final class EntryRunner {

    /** Classes of refusal that cost only the statement: no right, no label provider, no such feature. */
    private static final Set<String> REFUSALS = Set.of("42501", "22023", "0A000", "42704");

    /** A function, a relation, a type, a column that is not there. */
    private static final Set<String> UNKNOWN_NAMES = Set.of("42883", "42P01", "42704", "42703");

    private final StatementFitter fitter;
    private final Queue<String> owners = new ConcurrentLinkedQueue<>();
    private final Queue<SchemaReport.Skipped> skipped = new ConcurrentLinkedQueue<>();

    private final SchemaPlace place;

    EntryRunner(TargetRoles roles, SchemaPlace place) {
        this.fitter = new StatementFitter(roles);
        this.place = place;
    }

    SchemaReport report() {
        return new SchemaReport(
                owners.stream().sorted().distinct().toList(), skipped.stream().distinct().toList());
    }

    /**
     * All statements of an entry as one text, for a server that takes them all; null where each has to be tried alone.
     * What it changes is only noted by {@link #noteWhole}.
     */
    String whole(SchemaEntry entry) throws EngineException {
        if (place == SchemaPlace.SHARED_DATABASE) {
            return null;
        }
        List<String> all = new ArrayList<>(entry.settings());
        for (String sql : entry.statements()) {
            if (!(fitter.fit(sql) instanceof FittedStatement.Run run)) {
                return null;
            }
            all.add(run.sql());
        }
        // On a line of its own, so that no comment at the end of a statement hides it.
        return String.join("\n;\n", all);
    }

    /** The text of {@link #whole} was taken. */
    void noteWhole(SchemaEntry entry) throws EngineException {
        for (String sql : entry.statements()) {
            if (fitter.fit(sql) instanceof FittedStatement.Run run) {
                note(entry, run);
            }
        }
    }

    /** Runs the statements of an entry in the open transaction; throws the server's refusal as it is. */
    void run(SchemaSession session, SchemaEntry entry) throws SQLException, EngineException {
        if (place == SchemaPlace.SHARED_DATABASE && stayed(session, entry)) {
            return;
        }
        session.run("SAVEPOINT mudanza_whole");
        try {
            statements(session, entry);
        } catch (SQLException e) {
            if (!UNKNOWN_NAMES.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            session.run("ROLLBACK TO SAVEPOINT mudanza_whole");
            onThePathOfThePlatform(session, entry, e);
        }
        session.run("RELEASE SAVEPOINT mudanza_whole");
    }

    /** Again with the path that functions without a path of their own are used to: they name what they use without schema. */
    private void onThePathOfThePlatform(SchemaSession session, SchemaEntry entry, SQLException first)
            throws SQLException, EngineException {
        session.run("SET LOCAL search_path = public");
        try {
            statements(session, entry);
        } catch (SQLException e) {
            throw first;
        }
        session.run("SET LOCAL search_path = ''");
    }

    private void statements(SchemaSession session, SchemaEntry entry) throws SQLException, EngineException {
        for (String setting : entry.settings()) {
            session.run(setting);
        }
        for (String sql : entry.statements()) {
            switch (fitter.fit(sql)) {
                case FittedStatement.Skip skip -> skip(entry, skip.reason());
                case FittedStatement.Run run when run.dispensable() -> runIfAllowed(session, entry, run);
                case FittedStatement.Run run -> {
                    session.run(run.sql());
                    note(entry, run);
                }
            }
        }
    }

    /** A schema that holds an extension stays where it is when a database is loaded in place. */
    private static boolean stayed(SchemaSession session, SchemaEntry entry) throws SQLException, EngineException {
        if (!entry.type().equals("SCHEMA") || entry.statements().isEmpty()) {
            return false;
        }
        List<SqlToken> tokens = SqlLexer.tokens(entry.statements().getFirst());
        return StatementFitter.starts(tokens, "CREATE", "SCHEMA")
                && !session.rows("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = "
                                + SchemaSession.literal(tokens.get(2).identifier()))
                        .isEmpty();
    }

    private void runIfAllowed(SchemaSession session, SchemaEntry entry, FittedStatement.Run run) throws SQLException {
        session.run("SAVEPOINT mudanza_entry");
        try {
            session.run(run.sql());
            session.run("RELEASE SAVEPOINT mudanza_entry");
            note(entry, run);
        } catch (SQLException e) {
            if (!REFUSALS.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            session.run("ROLLBACK TO SAVEPOINT mudanza_entry");
            skip(entry, "the server refuses: " + Sentences.of(e));
        }
    }

    private void note(SchemaEntry entry, FittedStatement.Run run) {
        if (run.note() != null) {
            owners.add(entry.label() + ": " + run.note());
        }
    }

    private void skip(SchemaEntry entry, String reason) {
        skipped.add(new SchemaReport.Skipped(entry.label(), reason));
    }

    /** The problem that a refusal stands for. */
    static EngineException problem(SchemaEntry entry, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String said = entry.label() + " was refused by the target: " + Sentences.of(e);
        if (entry.type().equals("EXTENSION") && List.of("58P01", "0A000").contains(state)) {
            return new EngineException(
                    Code.TARGET_EXTENSION_MISSING,
                    said + " Install the package of the extension " + entry.name() + " on the target's server.",
                    e);
        }
        if (state.equals("42501")) {
            return new EngineException(
                    Code.TARGET_RIGHTS_MISSING,
                    said + " Connect as a role with that right, or let a superuser prepare the object.",
                    e);
        }
        if (state.startsWith("53")) {
            return new EngineException(Code.TARGET_FULL, said + " Make room and resume the job.", e);
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new EngineException(Code.TARGET_LOST, said + " Resume the job when the server is back.", e);
        }
        return new EngineException(Code.SCHEMA_REJECTED, said, e);
    }
}
