package io.mudanza.outbound.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Whether a claim holds: the key fits, the signature fits, the time is now, and it was never seen before. Thread-safe. */
public final class ProofCheck {

    /** How old a proof may be, and how far ahead the clock of the other may go. */
    public static final Duration WINDOW = Duration.ofSeconds(60);

    private final Clock clock;
    private final SeenNonces seen = new SeenNonces(100_000);

    public ProofCheck(Clock clock) {
        this.clock = clock;
    }

    /** @param publicKey of the node that is claimed, X.509 form, base64; known beforehand, never from the request */
    public boolean holds(NodeSignature claim, String publicKey) {
        Instant now = clock.instant();
        if (Duration.between(claim.created(), now).abs().compareTo(WINDOW) > 0) {
            return false;
        }
        return fits(claim, publicKey)
                && seen.first(claim.keyId() + " " + claim.nonce(), now, now.plus(WINDOW).plus(WINDOW));
    }

    private static boolean fits(NodeSignature claim, String publicKey) {
        try {
            byte[] encoded = Base64.getDecoder().decode(publicKey);
            if (!KeyIds.of(encoded).equals(claim.keyId())) {
                return false;
            }
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            check.update(claim.base());
            return check.verify(claim.signature());
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return false;
        }
    }
}
