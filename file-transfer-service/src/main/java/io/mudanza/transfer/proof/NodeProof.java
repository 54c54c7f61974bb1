package io.mudanza.transfer.proof;

import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.outbound.client.OutboundRequest;
import io.mudanza.outbound.client.RequestHeaders;
import io.mudanza.outbound.proof.NodeSignature;
import io.mudanza.outbound.proof.SignedParts;
import io.mudanza.transfer.settings.PeerSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs what this node asks of others, so that they can know who asks. */
@Singleton
public class NodeProof implements RequestHeaders {

    private final String name;
    private final NodeKey key;

    NodeProof(PeerSettings settings, @ConfigProperty(name = "mudanza.node.key-file") Optional<Path> keyFile)
            throws IOException {
        this.name = settings.claim();
        // Without a key file there is nothing that others could know beforehand: nothing is signed.
        this.key = keyFile.isPresent() ? NodeKey.loadOrCreate(keyFile.get()) : null;
    }

    @Override
    public Map<String, String> of(OutboundRequest request) {
        if (key == null) {
            return Map.of();
        }
        Map<String, String> lower = new HashMap<>();
        request.headers().forEach((header, value) -> lower.put(header.toLowerCase(Locale.ROOT), value));
        SignedParts parts = new SignedParts(
                request.method(),
                request.target().authority(),
                request.uri().getRawPath(),
                request.uri().getRawQuery(),
                lower::get);
        return NodeSignature.sign(
                parts, name, key.keyId(), bytes -> Base64.getDecoder().decode(key.sign(bytes).signature()));
    }

    /** What this node calls itself. */
    String name() {
        return name;
    }

    /** The public key, X.509 form, base64; empty when this node has none. */
    Optional<String> publicKey() {
        return Optional.ofNullable(key).map(NodeKey::publicKey);
    }
}
