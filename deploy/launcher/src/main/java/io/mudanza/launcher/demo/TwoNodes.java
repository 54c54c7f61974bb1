package io.mudanza.launcher.demo;

import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.node.NodeDirectory;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.embedded.process.TempFolder;
import io.mudanza.examples.tuki.TukiPlatform;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.supervise.Installation;
import io.mudanza.launcher.supervise.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A source with the sample platform and a target without anything, in one folder. */
final class TwoNodes implements AutoCloseable {
    private final Path dir;
    private final boolean keep;
    private final boolean apart;
    private final Supervisor source;
    private final Supervisor target;

    TwoNodes(boolean apart, boolean keep) {
        this.keep = keep;
        this.apart = apart;
        this.dir = keep ? kept() : TempFolder.create("mudanza-demo-");
        Installation installation = Installation.find();
        this.source = new Supervisor(spec("source"), null, installation);
        this.target = new Supervisor(spec("target"), null, installation);
    }

    private static Path kept() {
        try {
            return Files.createTempDirectory("mudanza-demo-kept-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NodeSpec spec(String name) {
        return new NodeSpec("demo-" + name, 0, "127.0.0.1", null, null, null, null, dir.resolve(name), apart, !keep);
    }

    /** Starts both at once; when one fails, both are gone. */
    void start() throws InterruptedException {
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        List<Thread> starting = List.of(starting(source, failure), starting(target, failure));
        for (Thread thread : starting) {
            thread.join();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private static Thread starting(Supervisor node, AtomicReference<RuntimeException> failure) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                node.start();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
        });
    }

    Supervisor source() {
        return source;
    }

    Supervisor target() {
        return target;
    }

    TukiPlatform.Summary fillSource(double scale) throws SQLException, IOException, InterruptedException {
        EmbeddedPostgres server = source.postgres();
        return new TukiPlatform(server.jdbcUrl("platform"), server.username(), server.password())
                .create(dir.resolve("source").resolve("media"), scale, 1);
    }

    NodeClient client(Supervisor node, String language) {
        if (!Files.isReadable(node.adminToken())) {
            throw Failure.of(ProblemCode.SERVICE_UNAVAILABLE, "The node has written no admin token to "
                    + node.adminToken());
        }
        return new NodeClient(URI.create(node.url()), NodeDirectory.readToken(node.adminToken()), language);
    }

    List<String> howToStartAgain() {
        return List.of("Kept in " + dir + ". To start the nodes again:",
                "  ./mudanza up --name demo-source --data-dir " + dir.resolve("source"),
                "  ./mudanza up --name demo-target --data-dir " + dir.resolve("target"));
    }

    @Override
    public void close() {
        source.stop(keep);
        target.stop(keep);
        if (!keep) {
            TempFolder.delete(dir);
        }
    }
}
