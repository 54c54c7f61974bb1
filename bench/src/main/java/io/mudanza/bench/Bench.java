package io.mudanza.bench;

import io.mudanza.bench.contest.Contest;
import io.mudanza.bench.process.BenchException;
import io.mudanza.bench.report.Report;
import io.mudanza.bench.sample.Sample;
import io.mudanza.bench.server.Servers;
import io.mudanza.bench.work.Growth;
import io.mudanza.bench.work.Tools;
import io.mudanza.bench.work.Work;
import io.mudanza.embedded.process.TempFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the contests and prints what came of them. Ends with 1 when a measurement could not be made. */
@Command(
        name = "mudanza bench",
        sortOptions = false,
        description = "Measure Mudanza beside pg_dump, pg_restore and pgcopydb: same data, same servers, turn by turn.")
public final class Bench implements Callable<Integer> {

    @Option(names = "--scale", defaultValue = "5", paramLabel = "N",
            description = "Size of the sample platform: 1 is about 200 MB (default: ${DEFAULT-VALUE}).")
    private double scale;

    @Option(names = "--rounds", defaultValue = "3", paramLabel = "N",
            description = "Turns of each contender (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--work", split = ",", defaultValue = "export,import,copy,pull", paramLabel = "WORK",
            description = "Which: export, import, copy, pull (default: these), sqlite, restore, by_hand.")
    private List<String> works;

    @Option(names = "--data", split = ",", defaultValue = "tuki", paramLabel = "DATA",
            description = "Which data: tuki, one_big_table, tiny_tables, wide_rows, narrow_table (default: tuki).")
    private List<String> samples;

    @Option(names = "--growth", split = ",", paramLabel = "SCALE",
            description = "Pull with media at these scales as well, e.g. 1,5,10.")
    private List<Double> growth = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to this file.")
    private Path json;

    @Option(names = "--folder", paramLabel = "DIR",
            description = "Where servers and files lie while it runs (default: a temporary folder).")
    private Path folder;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Bench());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof BenchException) {
                System.err.println("error: " + e.getMessage());
                return 1;
            }
            throw e;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Work> chosen = new ArrayList<>(works.stream().map(name -> named(Work.values(), name)).toList());
        List<Sample> data = samples.stream().map(name -> named(Sample.values(), name)).toList();
        Path at = folder == null ? TempFolder.create("mudanza-bench-") : Files.createDirectories(folder);
        Report report = new Report();
        try (Servers servers = new Servers(at)) {
            Tools tools = new Tools(Path.of(System.getProperty("mudanza.home")), at, servers);
            describe(report, servers);
            for (Work work : chosen.stream().filter(one -> !one.needsSample()).toList()) {
                Contest contest = work.contest(tools, null);
                report.about("data, " + work.name().toLowerCase(Locale.ROOT), contest.data());
                report.add(contest, contest.run(rounds, Bench::say));
            }
            chosen.removeIf(work -> !work.needsSample());
            for (Sample sample : chosen.isEmpty() ? List.<Sample>of() : data) {
                say("making " + sample.label());
                sample.make(servers.source(), scale, null);
                report.about("data, " + sample.label(),
                        servers.sourceBytes(sample.database()) / 1_000_000 + " MB of database");
                for (Work work : chosen) {
                    Contest contest = work.contest(tools, sample);
                    report.add(contest, contest.run(rounds, Bench::say));
                }
                servers.source().dropDatabase(sample.database());
            }
            if (!growth.isEmpty()) {
                report.addGrowth(new Growth(tools).run(growth, Bench::say));
            }
        } finally {
            if (folder == null) {
                TempFolder.delete(at);
            }
        }
        System.out.print(report.table());
        if (json != null) {
            report.write(json);
        }
        return 0;
    }

    private void describe(Report report, Servers servers) {
        report.about("machine", Runtime.getRuntime().availableProcessors() + " processors, Java "
                + Runtime.version() + ", PostgreSQL " + servers.source().installation().major());
        report.about("servers", "two, of equal settings: shared_buffers 512MB, maintenance_work_mem 128MB,"
                + " max_wal_size 8GB, checkpoint_timeout 30min, the rest as delivered");
        report.about("rounds", rounds + ", turn by turn, CHECKPOINT at both servers before each turn");
        report.about("memory", "the most of any one process, without the database servers");
    }

    private static <E extends Enum<E>> E named(E[] values, String name) {
        for (E value : values) {
            if (value.name().equalsIgnoreCase(name)) {
                return value;
            }
        }
        throw new BenchException("There is no " + name + "; there are " + List.of(values).toString()
                .toLowerCase(Locale.ROOT) + ".");
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
