package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One application of the section post-data. */
final class PostDataRun {

    private static final String SIZES = """
            SELECT pg_catalog.quote_ident(n.nspname), n.nspname, c.relname, pg_catalog.pg_relation_size(c.oid)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm')""";

    /** A try fails with these when another worker was in the way; it is safe to try again. */
    private static final Set<String> IN_THE_WAY = Set.of("40P01", "40001", "55P03", "XX000:tuple concurrently updated");

    /** The object that an entry needs comes later in the script. */
    private static final Set<String> NOT_YET = Set.of("42P01", "42883", "42704", "42703", "42P17", "42830");

    private final DatabaseAddress target;
    private final SchemaPlace place;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    PostDataRun(DatabaseAddress target, SchemaPlace place, ProgressListener progress, Cancellation cancellation) {
        this.target = target;
        this.place = place;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    SchemaReport apply(SchemaTexts texts, int workers) throws EngineException, InterruptedException {
        try (SchemaSession session = SchemaSession.open(target, Code.TARGET_LOST)) {
            EntryRunner runner = new EntryRunner(TargetRoles.read(session), place);
            AppliedEntries applied = AppliedEntries.open(session, SchemaSection.POST_DATA.wire());
            AppliedEntries privileges = AppliedEntries.open(session, "privileges");
            PostDataPlan plan = PostDataPlan.of(
                    SchemaScript.parse(texts.postData()).entries().stream()
                            .filter(place::takes)
                            .toList(),
                    SchemaScript.parse(texts.preData()).entries().stream()
                            .filter(entry -> PostDataPlan.isPrivilege(entry) && place.takes(entry))
                            .toList(),
                    sizes(session));
            Entries entries = new Entries(runner, applied, privileges);
            ParallelEntries parallel = new ParallelEntries(target, workers, cancellation);
            List<SchemaEntry> later = parallel.run(plan.indexes(), entries::apply);
            for (SchemaEntry entry : plan.middle()) {
                later.addAll(entries.apply(session, entry) ? List.of() : List.of(entry));
            }
            for (SchemaEntry entry : later) {
                entries.applyOrThrow(session, entry);
            }
            for (SchemaEntry entry : parallel.run(plan.foreignKeys(), entries::apply)) {
                entries.applyOrThrow(session, entry);
            }
            for (SchemaEntry entry : plan.end()) {
                entries.applyOrThrow(session, entry);
            }
            return runner.report();
        } catch (SQLException e) {
            throw new EngineException(Code.TARGET_LOST, "The target " + target + " broke off: " + Sentences.of(e), e);
        }
    }

    private static Map<String, Long> sizes(SchemaSession session) throws SQLException {
        Map<String, Long> sizes = new HashMap<>();
        for (String[] row : session.rows(SIZES)) {
            sizes.put(new QualifiedName(row[1], row[2]).quoted(), Long.parseLong(row[3]));
        }
        session.commit();
        return sizes;
    }

    /** Applies entries, each in a transaction of its own. */
    private final class Entries {
        private final EntryRunner runner;
        private final AppliedEntries applied;
        private final AppliedEntries privileges;

        Entries(EntryRunner runner, AppliedEntries applied, AppliedEntries privileges) {
            this.runner = runner;
            this.applied = applied;
            this.privileges = privileges;
        }

        /** False when the entry needs something that is not there yet. */
        boolean apply(SchemaSession session, SchemaEntry entry) throws EngineException, SQLException {
            return apply(session, entry, true);
        }

        void applyOrThrow(SchemaSession session, SchemaEntry entry) throws EngineException, SQLException {
            apply(session, entry, false);
        }

        private boolean apply(SchemaSession session, SchemaEntry entry, boolean mayWait)
                throws EngineException, SQLException {
            AppliedEntries ledger = PostDataPlan.isPrivilege(entry) ? privileges : applied;
            if (ledger.has(entry)) {
                return true;
            }
            for (int attempt = 1; ; attempt++) {
                cancellation.check();
                progress.doing("creating " + entry.label());
                try {
                    runner.run(session, entry);
                    ledger.write(session, entry);
                    session.commit();
                    return true;
                } catch (SQLException e) {
                    session.rollback();
                    if (mayWait && NOT_YET.contains(e.getSQLState())) {
                        return false;
                    }
                    if (attempt >= 20 || !inTheWay(e)) {
                        throw EntryRunner.problem(entry, e);
                    }
                }
            }
        }

        private static boolean inTheWay(SQLException e) {
            return IN_THE_WAY.contains(e.getSQLState())
                    || IN_THE_WAY.contains(e.getSQLState() + ":" + e.getMessage().replaceAll("^ERROR: ", ""));
        }
    }
}
