package io.mudanza.launcher.supervise;

import io.mudanza.embedded.kafka.EmbeddedKafka;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.embedded.process.Ports;
import io.mudanza.embedded.process.Secrets;
import io.mudanza.embedded.redis.EmbeddedRedis;
import io.mudanza.launcher.node.NodeSettings;
import io.mudanza.launcher.node.NodeSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The servers below the services: PostgreSQL, Kafka and Redis of our own, but for those that the environment names. */
final class Infrastructure {
    private static final String POSTGRES = "postgresql";
    private static final String POSTGRES_FOLDER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NODE_DATABASE = "mudanza";
    private static final String PLATFORM_DATABASE = "platform";

    private final NodeSpec spec;
    private final Installation installation;
    private final Map<String, String> environment;
    private final Runnable changed;
    private final List<SupervisedProcess> processes = new ArrayList<>();
    private EmbeddedPostgres postgres;

    Infrastructure(NodeSpec spec, Installation installation, Map<String, String> environment, Runnable changed) {
        this.spec = spec;
        this.installation = installation;
        this.environment = environment;
        this.changed = changed;
    }

    /**
     * Starts what is needed and adds the addresses to the settings. All of it may still be starting: services wait
     * for it.
     */
    CompletableFuture<Void> start(NodeSettings settings) {
        CompletableFuture<Void> kafka = CompletableFuture.completedFuture(null);
        if (!given("KAFKA_BOOTSTRAP_SERVERS")) {
            int port = Ports.free();
            settings.set("kafka.bootstrap.servers", "127.0.0.1:" + port);
            kafka = inBackground(() -> startKafka(port));
        }
        CompletableFuture<Void> redis = CompletableFuture.completedFuture(null);
        if (redisRefused()) {
            settings.set("mudanza.redis.enabled", "false");
        } else if (!given("QUARKUS_REDIS_HOSTS")) {
            int port = Ports.free();
            String password = Secrets.hex(16);
            settings.set("quarkus.redis.hosts", "redis://127.0.0.1:" + port).set("quarkus.redis.password", password);
            redis = inBackground(() -> startRedis(port, password));
        }
        return CompletableFuture.allOf(startPostgres(settings), kafka, redis);
    }

    /** {@code REDIS_ENABLED=false}: the node does without. */
    private boolean redisRefused() {
        return environment.getOrDefault("REDIS_ENABLED", "true").strip().toLowerCase(Locale.ROOT).matches("false|no|off|0|n|f");
    }

    private boolean given(String variable) {
        return !spec.passing() && environment.getOrDefault(variable, "").length() > 0;
    }

    private CompletableFuture<Void> startPostgres(NodeSettings settings) {
        boolean ownLedger = !given("MUDANZA_NODE_DATABASE_URL");
        if (!ownLedger && !spec.embeddedPlatform()) {
            return CompletableFuture.completedFuture(null);
        }
        postgres = EmbeddedPostgres.configure().dir(folder(POSTGRES_FOLDER)).port(Ports.free())
                .durable(!spec.passing()).setting("shared_buffers", "64MB").setting("max_wal_size", "1GB").prepare();
        if (ownLedger) {
            settings.set("mudanza.node.database-url", postgres.jdbcUrl(NODE_DATABASE))
                    .set("mudanza.node.username", postgres.username()).set("mudanza.node.password",
                    postgres.password());
        }
        if (spec.embeddedPlatform()) {
            settings.set("mudanza.platform.database-url", postgres.jdbcUrl(PLATFORM_DATABASE))
                    .set("mudanza.platform.username", postgres.username()).set("mudanza.platform.password",
                    postgres.password());
        }
        return inBackground(() -> startPostgres(ownLedger));
    }

    private void startPostgres(boolean ownLedger) {
        supervise(POSTGRES, postgres.port(), () -> {
            postgres.start();
            return postgres.process();
        });
        if (ownLedger) {
            postgres.ensureDatabase(NODE_DATABASE);
        }
        if (spec.embeddedPlatform()) {
            postgres.ensureDatabase(PLATFORM_DATABASE);
        }
    }

    private void startKafka(int port) {
        EmbeddedKafka kafka = EmbeddedKafka.at(folder("kafka"), port, installation.brokerClasses());
        supervise("kafka", port, () -> {
            kafka.start();
            return kafka.process();
        });
    }

    private void startRedis(int port, String password) {
        EmbeddedRedis redis = EmbeddedRedis.at(folder("redis"), port, password);
        supervise("redis", port, () -> {
            redis.start();
            return redis.process();
        });
    }

    private Path folder(String name) {
        return spec.dataDir().resolve(name);
    }

    private void supervise(String name, int port,
            java.util.function.Supplier<io.mudanza.embedded.process.ServerProcess> starter) {
        SupervisedProcess process = new SupervisedProcess(name, "127.0.0.1", port, false, starter, changed);
        process.start();
        synchronized (processes) {
            processes.add(process);
        }
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** The embedded platform's server; null when there is none. */
    EmbeddedPostgres postgres() {
        return postgres;
    }

    List<SupervisedProcess> processes() {
        synchronized (processes) {
            return List.copyOf(processes);
        }
    }

    /**
     * Ends them: Kafka and Redis first, PostgreSQL last; that one always in order, for its backends outlive it
     * otherwise.
     */
    void stop(boolean orderly) {
        List<SupervisedProcess> last = new ArrayList<>();
        for (SupervisedProcess process : processes()) {
            if (process.name().equals(POSTGRES)) {
                last.add(process);
            } else if (orderly) {
                process.stop(installation.recording() ? Supervisor.WRITING_CLASSES : PATIENCE);
            } else {
                process.kill();
            }
        }
        last.forEach(process -> process.stop(PATIENCE));
    }

    static RuntimeException unwrapped(CompletionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }
}
