package io.mudanza.embedded.kafka;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.process.ClassCache;
import io.mudanza.embedded.process.Ports;
import io.mudanza.embedded.process.Readiness;
import io.mudanza.embedded.process.ServerProcess;
import io.mudanza.embedded.process.StopSignal;
import io.mudanza.embedded.process.TempFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A Kafka broker (KRaft, alone, unencrypted) on the loopback address, in a JVM of its own. Its port stays the same
 * over {@link #stop()},
 * {@link #kill()} and {@link #start()}.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path dir;
    private final boolean temporary;
    private final int heapMegabytes;
    private final ClassCache classes;
    private int port;
    private ServerProcess process;

    private EmbeddedKafka(Path dir, int port, int heapMegabytes, ClassCache classes) {
        this.temporary = dir == null;
        this.dir = temporary ? TempFolder.create("mudanza-kafka-") : dir.toAbsolutePath();
        this.port = port;
        this.heapMegabytes = heapMegabytes;
        this.classes = classes;
    }

    /** A broker whose data goes with it. */
    public static EmbeddedKafka temporary() {
        return started(new EmbeddedKafka(null, 0, 256, ClassCache.NONE));
    }

    /**
     * A broker that keeps its data.
     *
     * @param port 0 for a free one
     */
    public static EmbeddedKafka at(Path dir, int port) {
        return at(dir, port, ClassCache.NONE);
    }

    /**
     * A broker that keeps its data.
     *
     * @param port    0 for a free one
     * @param classes of the broker's JVM
     */
    public static EmbeddedKafka at(Path dir, int port, ClassCache classes) {
        return started(new EmbeddedKafka(dir, port, 256, classes));
    }

    private static EmbeddedKafka started(EmbeddedKafka kafka) {
        try {
            kafka.start();
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
        return kafka;
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}. */
    public synchronized void start() {
        if (process != null && process.alive()) {
            return;
        }
        boolean chosen = port != 0;
        for (int attempt = 1; ; attempt++) {
            int candidate = chosen ? port : Ports.free();
            try {
                startOn(candidate);
                port = candidate;
                return;
            } catch (EmbeddedInfraException e) {
                // Somebody else may have taken one of the two ports in between.
                if (attempt == 3 || !e.getMessage().contains("BindException") && !e.getMessage().contains("in use")) {
                    throw e;
                }
            }
        }
    }

    private void startOn(int candidate) {
        try {
            Files.createDirectories(dir);
            Path settings = dir.resolve("server.properties");
            try (var out = Files.newOutputStream(settings)) {
                settings(candidate, Ports.free()).store(out, null);
            }
            Path ready = dir.resolve("ready");
            Files.deleteIfExists(ready);
            process = ServerProcess.start(
                    "Kafka",
                    List.of(KafkaJvm.java(), "@" + KafkaJvm.arguments(dir, heapMegabytes, classes, settings, ready)),
                    Map.of("JAVA_TOOL_OPTIONS", ""), dir, dir.resolve("server.log"), StopSignal.TERM);
            Readiness.await(process, PATIENCE, () -> Files.exists(ready) && Ports.answers(candidate));
        } catch (IOException e) {
            throw new EmbeddedInfraException("Kafka's data folder " + dir + " cannot be prepared: " + e.getMessage(),
                    e);
        }
    }

    private Properties settings(int candidate, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://127.0.0.1:" + candidate + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + candidate,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", dir.resolve("data").toString()));
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0",
                "num.network.threads", "1",
                "num.io.threads", "2",
                "log.cleaner.dedupe.buffer.size", "8388608"));
        settings.putAll(Map.of(
                "log.segment.bytes", "67108864",
                "log.index.size.max.bytes", "1048576",
                "log.retention.hours", "168",
                "controlled.shutdown.max.retries", "1",
                "background.threads", "2"));
        return settings;
    }

    /** An orderly stop. */
    public synchronized void stop() {
        if (process != null) {
            process.stop(Duration.ofSeconds(15));
        }
    }

    /** As a crash would end it. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** {@link #stop()}, and the folder deleted where it was temporary; then nobody waits for an orderly stop. */
    @Override
    public void close() {
        if (temporary) {
            kill();
            TempFolder.delete(dir);
        } else {
            stop();
        }
    }

    public synchronized boolean running() {
        return process != null && process.alive();
    }

    /** The process, for its pid and log. */
    public synchronized ServerProcess process() {
        return process;
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }
}
