package io.mudanza.transfer.peer;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts what must not lie readable in the node's database: AES-256-GCM under a key derived from the node's secret.
 */
@Singleton
class Sealing {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    Sealing(@ConfigProperty(name = "mudanza.node.secret") String secret) {
        if (!secret.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("mudanza.node.secret must be 64 hexadecimal digits");
        }
        try {
            key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(HexFormat.of().parseHex(secret))
                                    .thenExpand("mudanza transfer peer credentials 1".getBytes(StandardCharsets.UTF_8),
                                            32));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java lacks HKDF-SHA256", impossible);
        }
    }

    /** @param bound what the text belongs to; opening needs the same */
    byte[] seal(String text, String bound) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, bound).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[NONCE + sealed.length];
            System.arraycopy(nonce, 0, all, 0, NONCE);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return all;
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("AES-GCM failed", failed);
        }
    }

    /** @throws GeneralSecurityException when the bytes were altered, belong elsewhere or the secret has changed */
    String open(byte[] sealed, String bound) throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        return new String(
                cipher(Cipher.DECRYPT_MODE, nonce, bound).doFinal(sealed, NONCE, sealed.length - NONCE),
                StandardCharsets.UTF_8);
    }

    private Cipher cipher(int mode, byte[] nonce, String bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
