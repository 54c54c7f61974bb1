package io.mudanza.platform.standin;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Signs internal JWTs as the token-service does. */
final class InternalKeys {

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair pair;

    InternalKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String jwks() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return """
                {"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"test","x":"%s","y":"%s"}]}"""
                .formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
    }

    String jwt() {
        long now = Instant.now().getEpochSecond();
        String head = text("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"test\"}");
        String body = text("""
                {"iss":"mudanza","aud":["mudanza-exporting","mudanza-importing","mudanza-transfer","mudanza-verifying","mudanza-token"],"sub":"test","upn":"test","groups":["internal"],"iat":%d,"exp":%d,"jti":"%d"}"""
                .formatted(now, now + 300, System.nanoTime()));
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(pair.getPrivate());
            signer.update((head + "." + body).getBytes(StandardCharsets.US_ASCII));
            return head + "." + body + "." + URL.encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        byte[] plain = bytes.length > 32 ? Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length) : bytes;
        System.arraycopy(plain, 0, fixed, 32 - plain.length, plain.length);
        return URL.encodeToString(fixed);
    }
}
