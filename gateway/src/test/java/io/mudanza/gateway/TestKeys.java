package io.mudanza.gateway;

import java.util.List;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A token-service's key. */
final class TestKeys {
    private final EllipticCurveJsonWebKey key;

    TestKeys() {
        try {
            key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("test");
            key.setAlgorithm("ES256");
            key.setUse("sig");
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String jwks() {
        return new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    String session(String subject, List<String> groups) {
        return jwt(subject, groups, "mudanza-requests");
    }

    String expired(String subject, List<String> groups) {
        return jwt(subject, groups, "mudanza-requests", -2);
    }

    String jwt(String subject, List<String> groups, String audience) {
        return jwt(subject, groups, audience, 5);
    }

    private String jwt(String subject, List<String> groups, String audience, float minutes) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("mudanza");
        claims.setAudience(audience);
        claims.setSubject(subject);
        claims.setStringClaim("upn", subject);
        claims.setStringListClaim("groups", groups);
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        claims.setIssuedAtToNow();
        claims.setGeneratedJwtId();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue("test");
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
