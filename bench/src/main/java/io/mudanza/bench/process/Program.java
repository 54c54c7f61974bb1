package io.mudanza.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program to its end and watches it and its children. */
public final class Program {
    private static final long LOOK_MILLIS = 40;
    private static final int TOLD = 2000;

    private final Path log;
    private final Map<String, String> environment;

    /**
     * @param log         what it writes to its standard error goes there
     * @param environment on top of this process's
     */
    public Program(Path log, Map<String, String> environment) {
        this.log = log;
        this.environment = Map.copyOf(environment);
    }

    /** What it cost and what it wrote to its standard output. */
    public record Ended(Cost cost, String output) {}

    /**
     * @throws BenchException when it does not end with 0
     */
    public Ended run(List<String> command) throws InterruptedException {
        return run(command, Set.of(0));
    }

    /**
     * @throws BenchException when it ends with a code that is not among these
     */
    public Ended run(List<String> command, Set<Integer> good) throws InterruptedException {
        Path output = log.resolveSibling(log.getFileName() + ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.redirectOutput(output.toFile()).redirectError(log.toFile());
            long start = System.nanoTime();
            Process process = builder.start();
            Map<Long, Double> cpu = new HashMap<>();
            long peak = 0;
            boolean ended = false;
            while (!ended) {
                peak = Math.max(peak, look(process, cpu));
                ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!good.contains(process.exitValue())) {
                throw new BenchException(String.join(" ", command.subList(0, Math.min(2, command.size())))
                        + " ended with " + process.exitValue() + ":\n" + tail());
            }
            double used = cpu.values().stream().mapToDouble(Double::doubleValue).sum();
            return new Ended(new Cost(seconds, used, peak), Files.readString(output));
        } catch (IOException e) {
            throw new BenchException("Cannot run " + command.getFirst() + ": " + e.getMessage());
        }
    }

    private static long look(Process process, Map<Long, Double> cpu) {
        long peak = 0;
        List<Long> pids = Stream.concat(Stream.of(process.toHandle()), process.descendants()).map(ProcessHandle::pid)
                .toList();
        for (long pid : pids) {
            peak = Math.max(peak, ProcStat.peakBytes(pid));
            cpu.merge(pid, ProcStat.cpuSeconds(pid), Math::max);
        }
        return peak;
    }

    private String tail() throws IOException {
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        return text.length() > TOLD ? text.substring(text.length() - TOLD) : text;
    }

    /** Whether a program of this name is on the PATH. */
    public static boolean installed(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
