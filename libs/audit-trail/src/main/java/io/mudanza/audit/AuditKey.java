package io.mudanza.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes the chain: HMAC-SHA-256 over the mac of the row before and every field with its length, under a key that is
 * derived from the node's secret and the trail's name. Somebody with the database alone cannot compute it. Thread-safe.
 */
public final class AuditKey {
    /** Stands before the first row. */
    static final String START = "0".repeat(64);

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param nodeSecret secret of the node, as configured
     * @param trail      name of the trail
     */
    public AuditKey(String nodeSecret, String trail) {
        byte[] derived = hmac(new SecretKeySpec(nodeSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM),
                ("mudanza audit trail v1 " + trail).getBytes(StandardCharsets.UTF_8));
        this.key = new SecretKeySpec(derived, ALGORITHM);
    }

    String mac(String before, long seq, AuditEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(HexFormat.of().parseHex(before));
            out.writeLong(seq);
            Instant at = event.at();
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            for (String field : new String[] {event.actor(), event.action(), event.object(), event.address(),
                    event.outcome(), event.detail()}) {
                byte[] text = field == null ? null : field.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text == null ? -1 : text.length);
                if (text != null) {
                    out.write(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(hmac(key, bytes.toByteArray()));
    }

    private static byte[] hmac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
