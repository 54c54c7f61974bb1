package io.mudanza.token.jwt;

import io.mudanza.token.keys.SigningKey;
import io.mudanza.token.keys.SigningKeys;
import io.mudanza.token.time.TokenClock;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Signs with ES256 under the current key; nothing lives longer than five minutes. */
@ApplicationScoped
class JwtSigner {

    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String ISSUER = "mudanza";

    private final SigningKeys keys;
    private final TokenClock clock;

    JwtSigner(SigningKeys keys, TokenClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** @param job the only job that it is good for, {@code none} for calls that concern none; null where jobs do not matter */
    SignedJwt sign(String subject, String audience, Set<String> groups, String job, Duration livesFor) {
        SigningKey key = keys.current();
        Duration lifetime = livesFor.compareTo(LONGEST) < 0 ? livesFor : LONGEST;
        Instant now = clock.now();
        var claims = Jwt.issuer(ISSUER)
                .subject(subject)
                .audience(audience)
                .groups(groups)
                .issuedAt(now)
                .expiresAt(now.plus(lifetime));
        if (job != null) {
            claims.claim("job", job);
        }
        String jwt = claims.jws()
                .header("typ", "JWT")
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.kid())
                .sign(key.privateKey());
        return new SignedJwt(jwt, lifetime.toSeconds(), now);
    }
}
