package io.mudanza.outbound.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names of public keys. */
public final class KeyIds {

    private KeyIds() {}

    /** First 16 hexadecimal digits of the SHA-256 of a public key in X.509 form. */
    public static String of(byte[] publicKey) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }
}
