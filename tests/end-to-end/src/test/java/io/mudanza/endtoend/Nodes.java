package io.mudanza.endtoend;

import io.mudanza.embedded.process.TempFolder;
import io.mudanza.examples.tuki.TukiPlatform;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.supervise.Installation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The two nodes of all tests of this JVM: a source in one process with the sample platform, a target with its
 * services apart.
 */
final class Nodes {
    static final double SCALE = 0.1;

    private static Nodes instance;

    private final Node source;
    private final Node target;
    private final TukiPlatform.Summary sample;

    private Nodes() throws Exception {
        Path dir = TempFolder.create("mudanza-end-to-end-");
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<Node> starting = both.submit(start("source", dir, false));
            target = both.submit(start("target", dir, true)).get();
            source = starting.get();
        }
        sample = new TukiPlatform(source.postgres().jdbcUrl(Node.PLATFORM), source.postgres().username(),
                source.postgres().password())
                .create(source.media(), SCALE, 1);
    }

    private static Callable<Node> start(String name, Path dir, boolean apart) {
        NodeSpec spec = new NodeSpec(name, 0, "127.0.0.1", null, null, null, null, dir.resolve(name), apart, true);
        return () -> Node.start(spec, Installation.find());
    }

    /** Started when first asked for; they end with the JVM. */
    static synchronized Nodes running() throws Exception {
        if (instance == null) {
            instance = new Nodes();
        }
        return instance;
    }

    Node source() {
        return source;
    }

    Node target() {
        return target;
    }

    /** What was put into the source. */
    TukiPlatform.Summary sample() {
        return sample;
    }
}
