package io.mudanza.platform;

import io.mudanza.bundle.sign.NodeKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key of the node, which signs manifests and certificates; made at its first use when there is none. */
@ApplicationScoped
public class NodeKeyFile {

    private final Path file;
    private NodeKey key;

    NodeKeyFile(
            @ConfigProperty(name = "mudanza.node.key-file") Optional<Path> file,
            @ConfigProperty(name = "mudanza.node.data-dir", defaultValue = "data") Path dataDir) {
        this.file = file.orElse(dataDir.resolve("node-key.pem")).toAbsolutePath();
    }

    /** @throws IOException when the file cannot be read or made */
    public synchronized NodeKey key() throws IOException {
        if (key == null) {
            key = NodeKey.loadOrCreate(file);
        }
        return key;
    }
}
