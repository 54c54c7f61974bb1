package io.mudanza.security;

import io.mudanza.embedded.process.TempFolder;
import io.mudanza.endtoend.Node;
import io.mudanza.examples.tuki.TukiPlatform;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.supervise.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The real nodes of the tests of this JVM: each is started when first asked for and ends with the JVM. */
final class RunningNodes {
    private static final Map<String, Node> NODES = new HashMap<>();
    private static Path dir;

    private RunningNodes() {}

    /** A node in one process with a small sample platform and its media: most tests need no other. */
    static synchronized Node one() throws Exception {
        Node known = NODES.get("one");
        if (known != null) {
            return known;
        }
        // All tests of this JVM come from one address, and many of them guess.
        Node node = named("one", Map.of("mudanza.gateway.limits.failures-burst", "1000000",
                "mudanza.gateway.limits.failures-of-token", "1000000"));
        new TukiPlatform(node.postgres().jdbcUrl(Node.PLATFORM), node.postgres().username(), node.postgres().password())
                .create(node.media(), 0.02, 1);
        return node;
    }

    /** A second node in one process, with an empty platform. */
    static synchronized Node two() throws Exception {
        return named("two", Map.of());
    }

    /**
     * A node of its own with settings of its own.
     *
     * @param settings by property name; they stand above what the launcher writes
     */
    static synchronized Node named(String name, Map<String, String> settings) throws IOException {
        Node known = NODES.get(name);
        if (known != null) {
            return known;
        }
        if (dir == null) {
            dir = TempFolder.create("mudanza-security-");
        }
        Path data = Files.createDirectory(dir.resolve(name));
        // Read by the services from their working directory, above config/application.properties.
        StringBuilder environment = new StringBuilder();
        settings.forEach((key, value) -> environment
                .append(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT)).append('=').append(value).append('\n'));
        Files.writeString(data.resolve(".env"), environment);
        NodeSpec spec = new NodeSpec(name, 0, "127.0.0.1", null, null, null, null, data, false, true);
        Node node = Node.start(spec, Installation.find());
        NODES.put(name, node);
        return node;
    }
}
