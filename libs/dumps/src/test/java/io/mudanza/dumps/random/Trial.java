package io.mudanza.dumps.random;

import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.dumps.policy.DefinerRights;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.restore.DumpReport;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.dumps.testing.Dumped;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectCopy;
import io.mudanza.engine.direct.DirectExport;
import io.mudanza.engine.direct.DirectImport;
import io.mudanza.engine.direct.DirectResult;
import io.mudanza.engine.direct.DirectSettings;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.verify.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One seed, moved by every path. */
final class Trial {

    private static final Set<String> EXTENSIONS = Set.of(
            "citext", "hstore", "ltree", "pg_trgm", "btree_gist", "uuid-ossp", "intarray", "unaccent");

    /** Says what the server refused of the seed, and leaves the databases of a finding for a look at them. */
    private static final boolean VERBOSE = Boolean.getBoolean("mudanza.random-verbose");

    private final long seed;
    private final Path folder;
    private final List<String> findings = new ArrayList<>();
    private int refused;

    Trial(long seed, Path folder) {
        this.seed = seed;
        this.folder = folder;
    }

    /** What went wrong, each with its path; empty when the seed moved well. */
    List<String> run() throws Exception {
        DatabaseAddress source = make(false);
        DirectSettings settings = DirectSettings.defaults(NodeKey.generate(), folder.resolve("journal"));
        path("copy", source, target -> judged(source, target, new DirectCopy(settings).run(
                source, target, ProgressListener.NONE, Cancellation.NEVER)));
        path("file", source, target -> {
            Path file = folder.resolve(seed + ".mdz");
            new DirectExport(settings).run(source, null, file, ProgressListener.NONE, Cancellation.NEVER);
            judged(source, target, new DirectImport(settings).run(file, target, null, ProgressListener.NONE, Cancellation.NEVER));
        });
        String format = List.of("-Fc", "-Fd", "-Fp").get((int) Math.floorMod(seed, 3L));
        DatabaseAddress dumped = make(true);
        path("dump " + format, dumped, target -> restored(dumped, target, format));
        if (findings.isEmpty() || !VERBOSE) {
            drop(dumped);
        }
        if (findings.isEmpty() || !VERBOSE) {
            drop(source);
        }
        return findings;
    }

    int refused() {
        return refused;
    }

    private interface Way {
        void go(DatabaseAddress target) throws Exception;
    }

    private void path(String name, DatabaseAddress source, Way way) throws Exception {
        int before = findings.size();
        DatabaseAddress target = Dumped.empty("random_target");
        try {
            way.go(target);
        } catch (Exception e) {
            findings.add(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        for (int i = before; i < findings.size(); i++) {
            findings.set(i, "seed " + seed + ", " + name + ": " + findings.get(i));
        }
        if (findings.size() == before || !VERBOSE) {
            drop(target);
        }
    }

    private void judged(DatabaseAddress source, DatabaseAddress target, DirectResult result) throws Exception {
        List<String> differences = Judge.differences(source, target);
        List<String> said = Said.about(result.certificate().certificate());
        if (!said.isEmpty() || result.verdict() == Verdict.DIFFERENT) {
            findings.add("verdict " + result.verdict() + " " + said);
        } else if (!differences.isEmpty()) {
            findings.add("WRONG EQUAL");
        }
        if (!result.published()) {
            return;
        }
        findings.addAll(differences.subList(0, Math.min(8, differences.size())));
    }

    private void restored(DatabaseAddress source, DatabaseAddress target, String format) throws Exception {
        Path dump = Dumped.dump(source, folder.resolve("dump-" + seed), format, "--encoding=UTF8");
        DumpReport report = Dumped.restore(DumpSource.open(dump), target, new DumpPolicy(EXTENSIONS, DefinerRights.KEEP));
        report.tables().stream().filter(table -> !table.equal()).forEach(table -> findings.add("not equal: " + table));
        var here = Judge.rows(source);
        var there = Judge.rows(target);
        here.forEach((name, sum) -> {
            if (!sum.equals(there.get(name))) {
                findings.add(name + ": " + sum + " but " + there.get(name) + "; skipped: " + report.skipped());
            }
        });
    }

    private DatabaseAddress make(boolean plain) throws SQLException, EngineException {
        DatabaseAddress source = Dumped.empty("random_source");
        try (Connection connection = Dumped.connect(source); Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : new RandomDatabase(seed, plain).statements()) {
                run(statement, sql);
            }
        }
        return source;
    }

    private void run(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            refused++;
            if (VERBOSE) {
                System.out.println("seed " + seed + " refused: " + e.getMessage() + " IN " + sql);
            }
        }
    }

    private static void drop(DatabaseAddress address) throws Exception {
        Dumped.execute(DatabaseAddress.parse(TestInfra.database("postgres").url(), null, null),
                "DROP DATABASE IF EXISTS " + Draw.quoted(address.database()) + " WITH (FORCE)");
        // What was kept of it.
        String kept = Dumped.one(DatabaseAddress.parse(TestInfra.database("postgres").url(), null, null),
                "SELECT string_agg(format('DROP DATABASE %I WITH (FORCE)', datname), '; ') FROM pg_database WHERE datname ~ '^"
                        + address.database() + "_'");
        for (String one : kept == null ? new String[0] : kept.split("; ")) {
            Dumped.execute(DatabaseAddress.parse(TestInfra.database("postgres").url(), null, null), one);
        }
    }
}
