package io.mudanza.identity;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The JWT with which this service calls the others. Obtained at the first use, kept until 30 seconds before it
 * expires; while the token-service is away the old one is used as long as it is good. Safe for many threads. Blocks:
 * call it from a worker or a virtual thread.
 */
@ApplicationScoped
public class ServiceJwt {

    /** Header in which a service shows the secret of the node to the token-service. */
    public static final String SECRET_HEADER = "X-Mudanza-Node-Secret";

    private static final Duration RENEW_BEFORE = Duration.ofSeconds(30);

    private final TokenServiceClient tokenService;
    private final Optional<String> secret;
    private final String service;
    private final Clock clock = Clock.systemUTC();
    private final ReentrantLock renewal = new ReentrantLock();
    private volatile Held held = new Held("", Instant.MIN);

    ServiceJwt(
            TokenServiceClient tokenService,
            @ConfigProperty(name = "mudanza.node.secret") Optional<String> secret,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "standalone") String service) {
        this.tokenService = tokenService;
        this.secret = secret;
        this.service = service;
    }

    /**
     * Value of the {@code Authorization} header: {@code Bearer …}.
     *
     * @throws IdentityUnavailableException when there is none and the token-service gives none
     */
    public String bearer() {
        Held now = held;
        if (!now.dueAt(clock.instant())) {
            return now.header();
        }
        renewal.lock();
        try {
            if (held.dueAt(clock.instant())) {
                held = renewed();
            }
            return held.header();
        } finally {
            renewal.unlock();
        }
    }

    /** Lets the held one go: whoever was asked did not accept it. The next call gets a new one. */
    public void forget() {
        held = new Held("", Instant.MIN);
    }

    private Held renewed() {
        Instant asked = clock.instant();
        try {
            JsonNode answer = tokenService.post("/internal/token/service-jwt", SECRET_HEADER, secret(),
                    Map.of("service", service));
            // The lifetime counts from before the question, on our own clock: clocks of two hosts may differ.
            return new Held("Bearer " + answer.path("access_token").asText(),
                    asked.plusSeconds(answer.path("expires_in").asLong()));
        } catch (IdentityUnavailableException e) {
            if (held.expiresAt().isAfter(clock.instant())) {
                return held;
            }
            throw e;
        }
    }

    private String secret() {
        return secret.filter(text -> !text.isBlank()).orElseThrow(() -> new IdentityUnavailableException(
                "mudanza.node.secret is not set. Give all services of the node the same 64 hex digits", false));
    }

    private record Held(String header, Instant expiresAt) {

        boolean dueAt(Instant now) {
            return expiresAt.equals(Instant.MIN) || !now.isBefore(expiresAt.minus(RENEW_BEFORE));
        }

        @Override
        public String toString() {
            return "JWT until " + expiresAt;
        }
    }
}
