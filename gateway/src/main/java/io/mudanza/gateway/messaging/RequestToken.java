package io.mudanza.gateway.messaging;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Checks the JWT of a request by Kafka: its own audience, so that it opens no HTTP endpoint and no other token opens this. */
@ApplicationScoped
class RequestToken {
    private final JWTParser parser;

    RequestToken(@ConfigProperty(name = "mudanza.services.token-url") String tokenService) {
        JWTAuthContextInfo info = new JWTAuthContextInfo(tokenService + "/internal/token/jwks", "mudanza");
        info.setExpectedAudience(Set.of("mudanza-requests"));
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        info.setJwksRefreshInterval(5);
        info.setForcedJwksRefreshInterval(1);
        info.setClockSkew(10);
        this.parser = new DefaultJWTParser(info);
    }

    /**
     * @param authorization value of the record's header
     * @return who asks, with groups as permissions
     * @throws ProblemException token_invalid
     */
    JsonWebToken check(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            throw new ProblemException(ProblemCode.TOKEN_INVALID, "token_invalid");
        }
        try {
            JsonWebToken token = parser.parse(authorization.substring("Bearer ".length()));
            if (token.getTokenID() == null || token.getSubject() == null || token.getGroups() == null) {
                throw new ProblemException(ProblemCode.TOKEN_INVALID, "token_invalid");
            }
            return token;
        } catch (ParseException refused) {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException) {
                    throw new IllegalStateException("the keys of the token-service cannot be read", cause);
                }
            }
            throw new ProblemException(ProblemCode.TOKEN_INVALID, "token_invalid", refused);
        }
    }
}
