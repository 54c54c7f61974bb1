package io.mudanza.token.keys;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/** A public P-256 key in JSON (RFC 7518, section 6.2). */
record PublicJwk(String kty, String crv, String use, String alg, String kid, String x, String y) {

    private static final int COORDINATE_BYTES = 32;

    static PublicJwk of(String kid, ECPublicKey key) {
        return new PublicJwk("EC", "P-256", "sig", "ES256", kid,
                coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
    }

    private static String coordinate(BigInteger value) {
        // A BigInteger comes with a sign byte or without leading zeros; the coordinate has always 32 bytes.
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
    }
}
