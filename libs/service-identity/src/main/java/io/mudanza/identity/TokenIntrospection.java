package io.mudanza.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.contracts.problem.ProblemCode;
import io.quarkus.security.ForbiddenException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Asks the token-service whether a migration token is good. A yes is remembered for one second, a no never, so a
 * revoked token is out within that second; callers keep no memory of their own. Blocks.
 */
@ApplicationScoped
public class TokenIntrospection {

    private static final String PATH = "/internal/token/introspect";
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final TokenServiceClient tokenService;
    private final ServiceJwt jwt;
    private final RecentTokens recent = new RecentTokens(REMEMBERED);

    TokenIntrospection(TokenServiceClient tokenService, ServiceJwt jwt) {
        this.tokenService = tokenService;
        this.jwt = jwt;
    }

    /**
     * The token behind a secret.
     *
     * @param token   what came after {@code Bearer}
     * @param address the address of the caller's socket, never one read from a header
     * @return empty when the token is malformed, unknown, expired, revoked or used up: answer 401
     * @throws ForbiddenException           when the token is good but not for this address: answer 403
     * @throws IdentityUnavailableException when the token-service does not answer: answer 503, let no one in
     */
    public Optional<ActiveToken> introspect(String token, String address) {
        Optional<ActiveToken> remembered = recent.find(token, address);
        return remembered.isPresent() ? remembered : askAgain(token, address);
    }

    /** The same, asked now: nothing that is remembered counts. */
    public Optional<ActiveToken> askAgain(String token, String address) {
        JsonNode answer = ask(token, address);
        if (!answer.path("active").asBoolean()) {
            if (ProblemCode.PERMISSION_DENIED.wire().equals(answer.path("code").asText())) {
                throw new ForbiddenException(answer.path("detail").asText());
            }
            return Optional.empty();
        }
        ActiveToken active = read(answer);
        recent.remember(token, address, active);
        return Optional.of(active);
    }

    private JsonNode ask(String token, String address) {
        try {
            return post(token, address);
        } catch (IdentityUnavailableException e) {
            if (!e.isRefused()) {
                throw e;
            }
            // The token-service has lost the key that signed our JWT: a new JWT mends it.
            jwt.forget(tokenService.address(PATH));
            return post(token, address);
        }
    }

    private JsonNode post(String token, String address) {
        return tokenService.post(PATH, HttpHeaders.AUTHORIZATION, jwt.bearer(tokenService.address(PATH)),
                Map.of("token", token, "address", address));
    }

    private static ActiveToken read(JsonNode answer) {
        return new ActiveToken(answer.path("id").asText(), texts(answer.path("permissions")),
                Instant.parse(answer.path("expires_at").asText()), answer.path("description").asText(),
                texts(answer.path("peers")), TokenScope.of(answer.path("scope")), answer.path("limited").asBoolean(),
                texts(answer.path("sessions")).stream().map(UUID::fromString).collect(Collectors.toSet()));
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
