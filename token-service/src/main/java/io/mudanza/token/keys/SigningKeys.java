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
 * Finds the key that signs, or makes the first, and rotates it. The newest key that can be opened signs; a key that was sealed under
 * another node secret is retired.
 */
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final String CURVE = "secp256r1";
    /** Longer than any JWT lives, with some patience for clocks that differ. */
    private static final Duration SHOWN_AFTER_RETIREMENT = Duration.ofMinutes(15);

    private static final Duration ANNOUNCED = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final SigningKeyRepository keys;
    private final KeySeal seal;
    private final TokenClock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile Known current;

    SigningKeys(SigningKeyRepository keys, KeySeal seal, TokenClock clock) {
        this.keys = keys;
        this.seal = seal;
        this.clock = clock;
    }

    /** The key that signs. Looked up again every few seconds: another replica may have rotated it. */
    public SigningKey current() {
        Known known = current;
        Instant now = clock.now();
        if (known == null || known.until().isBefore(now) || known.from().isAfter(now)) {
            // Remembered only after the commit: a key that was never stored could not be checked by anybody.
            known = new Known(QuarkusTransaction.requiringNew().call(this::foundOrMade), now, now.plus(KEPT));
            current = known;
        }
        return known.key();
    }

    /**
     * A new key, the old ones retire.
     *
     * @param atOnce the old keys may be in wrong hands: they are shown to nobody any more. Else the new key is shown
     *               for ten minutes before it signs, longer than the services keep the keys that they know, so that
     *               none of them ever meets a signature that it cannot check
     * @return when it signs
     */
    public Instant rotate(boolean atOnce) {
        Instant signs = QuarkusTransaction.requiringNew().call(() -> {
            keys.lock();
            Instant now = clock.now();
            Instant from = atOnce ? now : now.plus(ANNOUNCED);
            for (SigningKeyEntity old : keys.unretired(now)) {
                old.retiredAt = atOnce ? now.minus(SHOWN_AFTER_RETIREMENT) : from;
            }
            made(now, from);
            return from;
        });
        current = null;
        return signs;
    }

    /** Whether no key is younger than that. */
    boolean isDue(Duration age) {
        Instant now = clock.now();
        return QuarkusTransaction.requiringNew().call(
                () -> keys.unretired(now).stream().allMatch(key -> key.signsFrom.isBefore(now.minus(age))));
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
            for (SigningKeyEntity key : keys.signing(clock.now())) {
                try {
                    byte[] encoded = seal.open(key.kid, key.privateSealed);
                    return new SigningKey(key.kid,
                            KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
                } catch (AEADBadTagException e) {
                    LOG.warnf("Signing key %s was kept under another node secret: retired", key.kid);
                    key.retiredAt = clock.now();
                }
            }
            return made(clock.now(), clock.now());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has EC keys and AES-GCM", e);
        }
    }

    private SigningKey made(Instant now, Instant signsFrom) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(CURVE), random);
        KeyPair pair = generator.generateKeyPair();
        byte[] id = new byte[8];
        random.nextBytes(id);
        String kid = HexFormat.of().formatHex(id);
        keys.persist(new SigningKeyEntity(kid, pair.getPublic().getEncoded(),
                seal.seal(kid, pair.getPrivate().getEncoded()), now, signsFrom));
        LOG.infof("Signing key %s made, signs from %s", kid, signsFrom);
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

    private record Known(SigningKey key, Instant from, Instant until) {
    }
}
