package io.mudanza.embedded.kafka;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.process.ClassCache;
import io.mudanza.embedded.process.LocalServer;
import io.mudanza.embedded.process.Ports;
import io.mudanza.embedded.process.ServerProcess;
import io.mudanza.embedded.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A Kafka broker (KRaft, alone, unencrypted) on the loopback address, in a JVM of its own. */
public final class EmbeddedKafka extends LocalServer {
    private final int heapMegabytes;
    private final ClassCache classes;

    private EmbeddedKafka(Path dir, int port, int heapMegabytes, ClassCache classes) {
        super(dir, "mudanza-kafka-", port, Duration.ofSeconds(60), Duration.ofSeconds(15));
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

    @Override
    protected void prepare() {
        try {
            Files.createDirectories(dir());
        } catch (IOException e) {
            throw unprepared(e);
        }
    }

    @Override
    protected ServerProcess launch(int candidate) {
        try {
            Path settings = dir().resolve("server.properties");
            try (var out = Files.newOutputStream(settings)) {
                settings(candidate, Ports.free()).store(out, null);
            }
            Files.deleteIfExists(ready());
            return ServerProcess.start(
                    "Kafka",
                    List.of(KafkaJvm.java(), "@" + KafkaJvm.arguments(dir(), heapMegabytes, classes, settings, ready())),
                    Map.of("JAVA_TOOL_OPTIONS", ""), dir(), dir().resolve("server.log"), StopSignal.TERM);
        } catch (IOException e) {
            throw unprepared(e);
        }
    }

    @Override
    protected boolean answers(int candidate) {
        return Files.exists(ready()) && Ports.answers(candidate);
    }

    private Path ready() {
        return dir().resolve("ready");
    }

    private EmbeddedInfraException unprepared(IOException e) {
        return new EmbeddedInfraException("Kafka's data folder " + dir() + " cannot be prepared: " + e.getMessage(), e);
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
                "log.dirs", dir().resolve("data").toString()));
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

    /** Nobody waits for an orderly stop of one whose data goes with it. */
    @Override
    public void close() {
        if (goesWithItsData()) {
            kill();
        }
        super.close();
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }
}
