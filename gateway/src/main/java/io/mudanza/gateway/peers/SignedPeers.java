package io.mudanza.gateway.peers;

import io.mudanza.outbound.proof.NodeSignature;
import io.mudanza.outbound.proof.ProofCheck;
import io.mudanza.outbound.proof.SignedParts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Who a signed request comes from: the name that it claims, if the key that is known of that name has signed it. */
@Singleton
class SignedPeers {
    private static final Logger LOGGER = Logger.getLogger(SignedPeers.class);

    private final KnownKeys keys;
    private final ProofCheck check = new ProofCheck(Clock.systemUTC());

    SignedPeers(KnownKeys keys) {
        this.keys = keys;
    }

    Set<String> of(SignedParts parts) {
        Optional<NodeSignature> claim = NodeSignature.read(parts);
        if (claim.isEmpty()) {
            return Set.of();
        }
        String name = claim.get().node().toLowerCase(Locale.ROOT);
        Optional<String> key = keys.of(name);
        if (key.isPresent() && check.holds(claim.get(), key.get())) {
            return Set.of(name);
        }
        LOGGER.infof("a caller claims to be %s and has not proved it: %s", name,
                key.isEmpty() ? "no key is known of it" : "signature, time or key do not fit");
        return Set.of();
    }
}
