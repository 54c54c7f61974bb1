package io.mudanza.bench.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.bench.process.BenchException;
import io.mudanza.bench.process.Cost;
import io.mudanza.bench.process.ProcStat;
import io.mudanza.bench.process.Program;
import io.mudanza.bench.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two nodes just started, one before each server. A pull between them is all they ever do. */
public final class NodePair implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tools tools;
    private final boolean media;
    private final Path target;
    private final Map<String, Long> processes = new TreeMap<>();
    private String sourceUrl;

    /**
     * @param media folder of the source's media; null: without media
     */
    public NodePair(Tools tools, String database, Path media) throws InterruptedException {
        this.tools = tools;
        this.media = media != null;
        this.target = tools.file("target-media");
        Tools.delete(tools.file("home"));
        Tools.delete(target);
        try {
            sourceUrl = up("bench-source", tools.servers().source().url(database), media);
            up("bench-target", tools.servers().target().url(Servers.SOURCE), media == null ? null : target);
        } catch (BenchException e) {
            close();
            throw e;
        }
    }

    private String up(String name, String database, Path mediaFolder) throws InterruptedException {
        List<String> command = tools.mudanza("up", "--name", name, "--database-url", database, "--detach", "--json");
        if (mediaFolder != null) {
            try {
                Files.createDirectories(mediaFolder);
            } catch (IOException e) {
                throw new BenchException("Cannot make " + mediaFolder + ": " + e.getMessage());
            }
            command.addAll(List.of("--media", mediaFolder.toString()));
        }
        JsonNode node = json(tools.program().run(command).output());
        JsonNode record = json(read(tools.file("home").resolve("nodes/" + name + ".json")));
        processes.put(name + " supervisor", record.path("pid").asLong());
        for (JsonNode member : record.path("services")) {
            processes.put(name + " " + member.path("name").asText(), member.path("pid").asLong());
        }
        return node.path("url").asText();
    }

    /**
     * Pulls, verified, with the certificate. The cost is that of the command and of both nodes' processes, without the
     * database servers.
     */
    public Cost pull() throws InterruptedException {
        JsonNode token = json(tools.program().run(tools.mudanza("token", "create", "--node", "bench-source",
                "--description", "bench", "--permissions", "read", "--json")).output());
        Program program = new Program(tools.file("log"), Map.of("NO_COLOR", "1", "MUDANZA_HOME",
                tools.file("home").toString(), "MUDANZA_SOURCE_TOKEN", token.path("token").asText()));
        List<String> command = new ArrayList<>(tools.mudanza("pull", "--node", "bench-target", "--source-url",
                sourceUrl, "--confirm", "--json", media ? "--include-media" : "--no-include-media"));
        double before = processor();
        Program.Ended ended = program.run(command);
        JsonNode result = json(ended.output());
        if (!"EQUAL".equals(result.path("verdict").asText())) {
            throw new BenchException("The pull's verdict is " + result.path("verdict").asText());
        }
        long peak = peaks().values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new Cost(ended.cost().seconds(), ended.cost().cpuSeconds() + processor() - before, peak);
    }

    /** The most resident memory of each process, in bytes. */
    public Map<String, Long> peaks() {
        Map<String, Long> peaks = new TreeMap<>();
        processes.forEach((name, pid) -> peaks.put(name, ProcStat.peakBytes(pid)));
        return peaks;
    }

    private double processor() {
        return processes.values().stream().mapToDouble(ProcStat::cpuSeconds).sum();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BenchException("Cannot read " + file + ": " + e.getMessage());
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new BenchException("This is not JSON: " + text);
        }
    }

    @Override
    public void close() {
        try {
            for (String name : List.of("bench-source", "bench-target")) {
                tools.program().run(tools.mudanza("down", "--name", name));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Tools.delete(tools.file("home"));
        Tools.delete(target);
    }
}
