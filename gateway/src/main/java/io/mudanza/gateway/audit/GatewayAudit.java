package io.mudanza.gateway.audit;

import io.agroal.api.AgroalDataSource;
import io.mudanza.audit.AuditCheckpoints;
import io.mudanza.audit.AuditKey;
import io.mudanza.audit.AuditTrail;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The trail of this gateway and where its checkpoints lie: {@code audit/gateway.checkpoints} of the data folder. */
@ApplicationScoped
class GatewayAudit {
    private static final String NAME = "gateway";

    private final AuditTrail trail;
    private final Path keyFile;
    private final Path checkpointFile;
    private AuditCheckpoints checkpoints;

    GatewayAudit(
            @DataSource(NAME) AgroalDataSource dataSource,
            @ConfigProperty(name = "mudanza.node.secret") String nodeSecret,
            @ConfigProperty(name = "mudanza.node.key-file") Optional<Path> keyFile,
            @ConfigProperty(name = "mudanza.node.data-dir", defaultValue = "data") Path dataDir) {
        this.trail = new AuditTrail(dataSource, NAME, new AuditKey(nodeSecret, NAME));
        this.keyFile = keyFile.orElse(dataDir.resolve("node-key.pem")).toAbsolutePath();
        this.checkpointFile = dataDir.resolve("audit").resolve(NAME + ".checkpoints").toAbsolutePath();
    }

    AuditTrail trail() {
        return trail;
    }

    /** @throws IOException when the node's key cannot be read or made */
    synchronized AuditCheckpoints checkpoints() throws IOException {
        if (checkpoints == null) {
            checkpoints = AuditCheckpoints.of(checkpointFile, keyFile);
        }
        return checkpoints;
    }
}
