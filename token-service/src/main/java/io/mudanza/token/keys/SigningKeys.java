package io.mudanza.token.keys;

import io.mudanza.token.time.TokenClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.jboss.logging.Logger;

/**
 * Finds the key that signs, or makes the first. The newest key that can be opened signs; a key that was sealed under
 * another node secret is retired.
 */
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final String CURVE = "secp256r1";
    /** Longer than any JWT lives, with some patience for clocks that differ. */
    private static final Duration SHOWN_AFTER_RETIREMENT = Duration.ofMinutes(15);

    private final SigningKeyRepository keys;
    private final KeySeal seal;
    private final TokenClock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile SigningKey current;

    SigningKeys(SigningKeyRepository keys, KeySeal seal, TokenClock clock) {
        this.keys = keys;
        this.seal = seal;
        this.clock = clock;
    }

    /** The key that signs. Kept in memory once it was found. */
    public SigningKey current() {
        SigningKey known = current;
        if (known == null) {
            // Remembered only after the commit: a key that was never stored could not be checked by anybody.
            known = QuarkusTransaction.requiringNew().call(this::foundOrMade);
            current = known;
        }
        return known;
    }

    /** All keys whose signatures are good, as a JSON Web Key Set. */
    KeySet shown() {
        current();
        Instant retiredAfter = clock.now().minus(SHOWN_AFTER_RETIREMENT);
        return QuarkusTransaction.requiringNew().call(() -> new KeySet(keys.shownSince(retiredAfter).stream()
                .map(key -> PublicJwk.of(key.kid, publicKey(key)))
                .toList()));
    }

    private SigningKey foundOrMade() {
        keys.lock();
        try {
            for (SigningKeyEntity key : keys.signing()) {
                try {
                    byte[] encoded = seal.open(key.kid, key.privateSealed);
                    return new SigningKey(key.kid,
                            KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
                } catch (AEADBadTagException e) {
                    LOG.warnf("Signing key %s was kept under another node secret: retired", key.kid);
                    key.retiredAt = clock.now();
                }
            }
            return made();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has EC keys and AES-GCM", e);
        }
    }

    private SigningKey made() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(CURVE), random);
        KeyPair pair = generator.generateKeyPair();
        byte[] id = new byte[8];
        random.nextBytes(id);
        String kid = HexFormat.of().formatHex(id);
        keys.persist(new SigningKeyEntity(kid, pair.getPublic().getEncoded(),
                seal.seal(kid, pair.getPrivate().getEncoded()), clock.now()));
        LOG.infof("Signing key %s made", kid);
        return new SigningKey(kid, pair.getPrivate());
    }

    private static ECPublicKey publicKey(SigningKeyEntity key) {
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(key.publicKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The public part of signing key " + key.kid + " cannot be read", e);
        }
    }
}
