package io.mudanza.launcher.supervise;

import io.mudanza.embedded.process.Secrets;
import io.mudanza.launcher.node.NodeFolder;
import io.mudanza.launcher.node.NodeSettings;
import io.mudanza.launcher.node.NodeSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the services of a node are told. */
final class ServiceSettings {

    private ServiceSettings() {}

    static void write(NodeSpec spec, NodeFolder folder, Map<ServiceKind, Integer> ports, NodeSettings settings) {
        Path dir = spec.dataDir();
        settings.set("mudanza.node.name", spec.name())
                .set("mudanza.node.secret", Secrets.keptIn(dir.resolve("node-secret"), 32))
                .set("mudanza.node.key-file", dir.resolve("node-key.pem").toString())
                .set("mudanza.node.data-dir", dir.toString())
                .set("mudanza.token.bootstrap-file", folder.adminToken().toString());
        ports.forEach((kind, port) -> settings.set("mudanza.services." + kind.setting() + "-url",
                "http://" + (kind == ServiceKind.GATEWAY || !spec.apart() ? spec.host() : "127.0.0.1") + ":" + port));
        if (!spec.embeddedPlatform()) {
            settings.set("mudanza.platform.database-url", spec.databaseUrl())
                    .set("mudanza.platform.username", spec.username())
                    .set("mudanza.platform.password", spec.password());
        }
        if (spec.mediaFolder() != null) {
            settings.set("mudanza.platform.media", spec.mediaFolder().toString());
        }
        if (spec.local()) {
            // Nodes on one machine reach each other without TLS; nobody else can listen.
            settings.set("mudanza.allow-http-peers", "true");
        }
        settings.set("quarkus.log.console.json.enabled", "false");
        // The services start beside the database; whoever is first waits.
        for (ServiceKind kind : ServiceKind.all()) {
            settings.set("quarkus.flyway." + kind.setting() + ".connect-retries", "120")
                    .set("quarkus.flyway." + kind.setting() + ".connect-retries-interval", "1S");
        }
        // While a node starts it is asked many times whether it is ready.
        settings.set("quarkus.log.category.\"io.smallrye.health\".level", "WARN");
        settings.write(folder.settings());
    }

    /** Changes to the environment of the services. An empty value removes a variable. */
    static Map<String, String> environment(NodeSpec spec) {
        Map<String, String> environment = new HashMap<>();
        // Few malloc arenas: the threads of a JVM otherwise keep memory that they need no more.
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("JAVA_TOOL_OPTIONS", "");
        if (spec.passing()) {
            System.getenv().keySet().stream()
                    .filter(name -> name.startsWith("MUDANZA_") || name.startsWith("QUARKUS_")
                    || name.startsWith("KAFKA_")
                            || name.startsWith("PG"))
                    .forEach(name -> environment.put(name, ""));
        } else {
            // What the command line needs of the environment is no setting of the services.
            environment.put("MUDANZA_TOKEN", "");
            environment.put("MUDANZA_SOURCE_TOKEN", "");
            environment.put("MUDANZA_TARGET_TOKEN", "");
        }
        return environment;
    }
}
