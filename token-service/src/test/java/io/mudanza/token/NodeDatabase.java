package io.mudanza.token;

import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.embedded.process.Ports;
import io.mudanza.embedded.process.TempFolder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** A real PostgreSQL for the node's own database, and the settings of a node around it. */
public final class NodeDatabase implements QuarkusTestResourceLifecycleManager {

    static final String SECRET = "0123456789abcdef".repeat(4);

    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        postgres = EmbeddedPostgres.configure().durable(false).start();
        postgres.createDatabase("node");
        String port = String.valueOf(Ports.free());
        return Map.of(
                "mudanza.node.database-url", postgres.jdbcUrl("node"),
                "mudanza.node.username", postgres.username(),
                "mudanza.node.password", postgres.password(),
                "mudanza.node.secret", SECRET,
                "mudanza.services.token-url", "http://localhost:" + port,
                "mudanza.token.bootstrap-file", TempFolder.create("token-service-test").resolve("node/admin-token").toString(),
                "quarkus.http.test-port", port);
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
