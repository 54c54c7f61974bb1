package io.mudanza.transfer.backup;

import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.sign.Signature;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs what this node makes of a backup with the key of the node; made at its first use when there is none. */
@Singleton
class BackupKey {

    private final Path file;
    private NodeKey key;

    BackupKey(@ConfigProperty(name = "mudanza.node.key-file") Optional<Path> file, TransferSettings settings) {
        this.file = file.orElse(settings.dataDir().resolve("node-key.pem")).toAbsolutePath();
    }

    synchronized Signature sign(byte[] bytes) throws IOException {
        if (key == null) {
            key = NodeKey.loadOrCreate(file);
        }
        return key.sign(bytes);
    }
}
