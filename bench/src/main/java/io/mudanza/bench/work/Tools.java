package io.mudanza.bench.work;

import io.mudanza.bench.contest.Contender.Result;
import io.mudanza.bench.dumps.RestoreDump;
import io.mudanza.bench.process.BenchException;
import io.mudanza.bench.process.Cost;
import io.mudanza.bench.process.Program;
import io.mudanza.bench.server.Servers;
import io.mudanza.embedded.process.TempFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the programs are called in one run.
 *
 * @param home   Mudanza's folder, with its script
 * @param folder of this run; files go there
 */
public record Tools(Path home, Path folder, Servers servers) {
    /** Parallel streams of every contender that can have them. */
    static final String JOBS = "2";

    Path file(String name) {
        return folder.resolve(name);
    }

    Program program() {
        return new Program(file("log"), Map.of("NO_COLOR", "1", "MUDANZA_HOME", file("home").toString()));
    }

    List<String> mudanza(String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("mudanza").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    Cost run(List<String> command) throws InterruptedException {
        return program().run(command).cost();
    }

    Cost dump(String database, Path output) throws InterruptedException {
        return run(List.of(servers.program("pg_dump"), "-Fd", "-j" + JOBS, "-Z1", "-f", output.toString(),
                servers.source().url(database)));
    }

    Cost restore(Path dump, String database) throws InterruptedException {
        return run(List.of(servers.program("pg_restore"), "-j" + JOBS, "-d", servers.target().url(database),
                dump.toString()));
    }

    /** The library that restores dumps, in a process of its own with this one's classes, and as a node starts it. */
    List<String> restoreDump(Path dump, String url) {
        return List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m", "-XX:+UseSerialGC",
                "-XX:-UsePerfData", "-XX:Tier4InvocationThreshold=50000", "-XX:Tier4MinInvocationThreshold=10000",
                "-XX:Tier4CompileThreshold=150000", "-XX:Tier4BackEdgeThreshold=400000",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), RestoreDump.class.getName(), dump.toString(), url);
    }

    Cost export(String database, Path output) throws InterruptedException {
        return run(mudanza("export", "--direct", "--confirm", "--database-url", servers.source().url(database),
                "--output", output.toString()));
    }

    /** An empty target: nothing in it, nothing dirty in memory. */
    void freshTarget() {
        servers.emptyTarget();
        servers.target().createDatabase(Servers.SOURCE);
        servers.settle();
    }

    static Result without(Cost cost) {
        return new Result(cost, -1);
    }

    static Result with(Cost cost, Path output) {
        try (Stream<Path> files = Files.walk(output)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return new Result(cost, bytes);
        } catch (IOException e) {
            throw new BenchException("Cannot read " + output + ": " + e.getMessage());
        }
    }

    static void delete(Path path) {
        if (Files.exists(path)) {
            TempFolder.delete(path);
        }
    }
}
