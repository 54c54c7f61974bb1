package io.mudanza.bench.work;

import io.mudanza.bench.contest.Contender;
import io.mudanza.bench.contest.Contender.Step;
import io.mudanza.bench.contest.Contest;
import io.mudanza.bench.contest.Goal;
import io.mudanza.bench.process.Cost;
import io.mudanza.bench.sample.Sample;
import io.mudanza.bench.server.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The pieces of work with a database, and who does them. */
public enum Work {
    /** Into a file, with digests and checksums, beside pg_dump. */
    EXPORT {
        @Override
        public Contest contest(Tools tools, Sample sample) {
            Path bundle = tools.file("export.mudanza");
            Path dump = tools.file("dump");
            Step clean = () -> {
                Tools.delete(bundle);
                Tools.delete(dump);
                tools.servers().settle();
            };
            return new Contest(title(sample), sample.label(), List.of(
                    Contender.ours("mudanza export", clean,
                            () -> Tools.with(tools.export(sample.database(), bundle), bundle)),
                    Contender.other("pg_dump -Fd -j2 -Z1", null, clean,
                            () -> Tools.with(tools.dump(sample.database(), dump), dump))),
                    List.of(new Goal("mudanza export", "pg_dump -Fd -j2 -Z1", 0.75)));
        }
    },
    /** From a file into an empty database, beside pg_restore. */
    IMPORT {
        @Override
        public Contest contest(Tools tools, Sample sample) throws InterruptedException {
            Path bundle = tools.file("import.mudanza");
            Path dump = tools.file("import-dump");
            Tools.delete(bundle);
            Tools.delete(dump);
            tools.export(sample.database(), bundle);
            tools.dump(sample.database(), dump);
            return new Contest(title(sample), sample.label(), List.of(
                    Contender.ours("mudanza import", tools::freshTarget,
                            () -> Tools.without(load(tools, bundle, "full"))),
                    Contender.ours("mudanza import --verify=none", tools::freshTarget,
                            () -> Tools.without(load(tools, bundle, "none"))),
                    Contender.other("pg_restore -j2", null, tools::freshTarget,
                            () -> Tools.without(tools.restore(dump, Servers.SOURCE)))),
                    List.of(new Goal("mudanza import", "pg_restore -j2", 1.0),
                            new Goal("mudanza import --verify=none", "pg_restore -j2", 0.8)));
        }

        private Cost load(Tools tools, Path bundle, String verify) throws InterruptedException {
            // 7 says that not everything was compared, which is what --verify=none asks for.
            return tools.program().run(tools.mudanza("import", "--direct", "--confirm", "--verify=" + verify,
                    "--database-url", tools.servers().target().url(Servers.SOURCE), "--input", bundle.toString()),
                    verify.equals("none") ? Set.of(0, 7) : Set.of(0)).cost();
        }
    },
    /** From one database into another, beside pgcopydb and the pipe. */
    COPY {
        @Override
        public Contest contest(Tools tools, Sample sample) {
            String from = tools.servers().source().url(sample.database());
            String to = tools.servers().target().url(Servers.SOURCE);
            Path pgcopydb = tools.file("pgcopydb");
            String pipe = tools.servers().program("pg_dump") + " -Fc -Z0 '" + from + "' | "
                    + tools.servers().program("pg_restore") + " -d '" + to + "'";
            return new Contest(title(sample), sample.label(), List.of(
                    Contender.ours("mudanza copy", tools::freshTarget, () -> Tools.without(copy(tools, sample))),
                    Contender.other("pgcopydb clone", "pgcopydb", () -> {
                        Tools.delete(pgcopydb);
                        tools.freshTarget();
                    }, () -> Tools.without(tools.run(List.of("pgcopydb", "clone", "--dir", pgcopydb.toString(),
                            "--table-jobs", Tools.JOBS, "--index-jobs", Tools.JOBS, "--source", from, "--target",
                            to)))),
                    Contender.other("pg_dump -Fc -Z0 | pg_restore", null, tools::freshTarget,
                            () -> Tools.without(tools.run(List.of("bash", "-o", "pipefail", "-c", pipe))))),
                    List.of(new Goal("mudanza copy", "pgcopydb clone", 1.0),
                            new Goal("mudanza copy", "pg_dump -Fc -Z0 | pg_restore", 0.9)));
        }
    },
    /** From a dump of others, compared, beside psql and pg_restore. */
    RESTORE {
        @Override
        public Contest contest(Tools tools, Sample sample) throws InterruptedException {
            Path plain = tools.file("restore.sql.gz");
            Path custom = tools.file("restore.dump");
            Tools.delete(plain);
            Tools.delete(custom);
            String from = tools.servers().source().url(sample.database());
            String to = tools.servers().target().url(Servers.SOURCE);
            tools.run(List.of("bash", "-o", "pipefail", "-c", tools.servers().program("pg_dump") + " '" + from
                    + "' | gzip -6 > '" + plain + "'"));
            tools.run(List.of(tools.servers().program("pg_dump"), "-Fc", "-f", custom.toString(), from));
            String psql = "gunzip -c '" + plain + "' | " + tools.servers().program("psql")
                    + " -q -v ON_ERROR_STOP=1 -o /dev/null -d '" + to + "'";
            return new Contest(title(sample), sample.label(), List.of(
                    Contender.ours("mudanza dumps, .sql.gz", tools::freshTarget,
                            () -> Tools.without(tools.run(tools.restoreDump(plain, to)))),
                    Contender.other("gunzip -c | psql -q", null, tools::freshTarget,
                            () -> Tools.without(tools.run(List.of("bash", "-o", "pipefail", "-c", psql)))),
                    Contender.ours("mudanza dumps, -Fc", tools::freshTarget,
                            () -> Tools.without(tools.run(tools.restoreDump(custom, to)))),
                    Contender.other("pg_restore -j2, -Fc", null, tools::freshTarget,
                            () -> Tools.without(tools.restore(custom, Servers.SOURCE)))),
                    List.of(new Goal("mudanza dumps, .sql.gz", "gunzip -c | psql -q", 0.7),
                            new Goal("mudanza dumps, -Fc", "pg_restore -j2, -Fc", 1.0)));
        }
    },
    /** From node to node, beside a dump and then a restore. */
    PULL {
        @Override
        public Contest contest(Tools tools, Sample sample) {
            Path dump = tools.file("pull-dump");
            return new Contest(title(sample), sample.label(), List.of(
                    Contender.ours("mudanza pull", tools::freshTarget, () -> {
                        try (NodePair nodes = new NodePair(tools, sample.database(), null)) {
                            tools.servers().settle();
                            return Tools.without(nodes.pull());
                        }
                    }),
                    Contender.other("pg_dump -Fd, then pg_restore", null, () -> {
                        Tools.delete(dump);
                        tools.freshTarget();
                    }, () -> Tools.without(tools.dump(sample.database(), dump)
                            .plus(tools.restore(dump, Servers.SOURCE))))),
                    List.of(new Goal("mudanza pull", "pg_dump -Fd, then pg_restore", 0.85)));
        }
    },
    /** The same steps with psql, pg_dump and pg_restore, beside a copy: how much of the time is the servers'. */
    BY_HAND {
        @Override
        public Contest contest(Tools tools, Sample sample) {
            ByHand hand = new ByHand(tools, sample.database());
            return new Contest(title(sample), sample.label(), List.of(
                    Contender.ours("mudanza copy", tools::freshTarget, () -> Tools.without(copy(tools, sample))),
                    Contender.other("pipes: rows, indexes, keys", null, tools::freshTarget,
                            () -> Tools.without(hand.move())),
                    Contender.other("and statistics, read back", null, tools::freshTarget,
                            () -> Tools.without(hand.moveAndReadBack()))),
                    List.of());
        }
    },
    /** From a SQLite file into an empty database, with its tables, keys and indexes, beside pgloader. */
    SQLITE {
        @Override
        public boolean needsSample() {
            return false;
        }

        @Override
        public Contest contest(Tools tools, Sample sample) {
            Path file = tools.file("shop.sqlite3");
            String label = SqliteSample.make(file);
            String to = tools.servers().target().url(Servers.SOURCE);
            return new Contest("sqlite, " + label, label, List.of(
                    Contender.ours("mudanza copy", tools::freshTarget, () -> Tools.without(tools.run(
                            tools.mudanza("copy", "--confirm", "--from", "sqlite://" + file, "--to", to)))),
                    Contender.other("pgloader", "pgloader", tools::freshTarget, () -> Tools.without(tools.run(
                            List.of("pgloader", file.toString(), to))))),
                    List.of(new Goal("mudanza copy", "pgloader", 0.5)));
        }
    };

    /** Who does this work, with the sample that lies at the source. */
    public abstract Contest contest(Tools tools, Sample sample) throws InterruptedException;

    /** Whether a sample has to lie at the source. */
    public boolean needsSample() {
        return true;
    }

    private static Cost copy(Tools tools, Sample sample) throws InterruptedException {
        return tools.run(tools.mudanza("copy", "--confirm", "--from", tools.servers().source().url(sample.database()),
                "--to", tools.servers().target().url(Servers.SOURCE)));
    }

    String title(Sample sample) {
        return name().toLowerCase(Locale.ROOT) + ", " + sample.label();
    }
}
