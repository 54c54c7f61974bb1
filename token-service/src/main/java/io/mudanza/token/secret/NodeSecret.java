package io.mudanza.token.secret;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code mudanza.node.secret} and the keys derived from it, one for each purpose (HKDF-SHA256). Without a good secret
 * the service does not start.
 */
@Startup
@ApplicationScoped
public class NodeSecret {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final String HMAC = "HmacSHA256";

    private final byte[] secret;
    private final SecretKey pepper;
    private final SecretKey sealingKey;

    NodeSecret(@ConfigProperty(name = "mudanza.node.secret") Optional<String> configured) {
        String text = configured.orElse("").strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(text).matches()) {
            throw new IllegalStateException("mudanza.node.secret must be 64 hex digits. "
                    + "Make one with: openssl rand -hex 32, and give it to all services of the node");
        }
        this.secret = HexFormat.of().parseHex(text);
        this.pepper = derived("mudanza/token/pepper", HMAC);
        this.sealingKey = derived("mudanza/token/signing-key", "AES");
    }

    /** Whether this is the secret of the node; takes the same time for every wrong one. */
    public boolean isProvedBy(String shown) {
        byte[] expected = HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII);
        byte[] given = (shown == null ? "" : shown).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(keyed(expected), keyed(given));
    }

    /** HMAC-SHA256 under the pepper: all that is kept of a token's secret. */
    public byte[] keyedHash(String tokenSecret) {
        return keyed(tokenSecret.getBytes(StandardCharsets.US_ASCII));
    }

    /** AES key under which private signing keys are kept. */
    public SecretKey sealingKey() {
        return sealingKey;
    }

    private byte[] keyed(byte[] data) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(pepper);
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }

    private SecretKey derived(String purpose, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, HKDFParameterSpec.ofExtract()
                    .addIKM(new SecretKeySpec(secret, "Generic"))
                    .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK since 25 has HKDF-SHA256", e);
        }
    }
}
