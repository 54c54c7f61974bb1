package io.mudanza.campaign;

import io.mudanza.embedded.process.Ports;
import io.mudanza.embedded.process.ServerProcess;
import io.mudanza.embedded.process.StopSignal;
import io.mudanza.launcher.supervise.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A second process of a service: the same command and environment, another port. */
final class Replica implements AutoCloseable {
    private final ServerProcess process;

    private Replica(ServerProcess process) {
        this.process = process;
    }

    static Replica start(Site site, long pid) throws IOException, InterruptedException {
        Path proc = Path.of("/proc/" + pid);
        int port = Ports.free();
        List<String> command = new ArrayList<>();
        for (String word : strings(proc.resolve("cmdline"))) {
            command.add(word.startsWith("-Dquarkus.http.port=") ? "-Dquarkus.http.port=" + port : word);
        }
        Map<String, String> environment = new HashMap<>();
        for (String pair : strings(proc.resolve("environ"))) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                environment.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        ServerProcess process = ServerProcess.start("replica", command, environment,
                proc.resolve("cwd").toRealPath(), site.dir().resolve("node/logs/replica.log"), StopSignal.TERM);
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!Health.ready("127.0.0.1", port) && process.alive() && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        return new Replica(process);
    }

    private static List<String> strings(Path file) throws IOException {
        return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0"));
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(15));
    }
}
