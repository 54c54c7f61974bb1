package io.mudanza.identity;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The JWTs with which this service calls the others: one for each service, and for each job where the address names
 * one. Obtained at the first use, kept until 30 seconds before they expire; while the token-service is away the old one
 * is used as long as it is good. Safe for many threads. Blocks: call it from a worker or a virtual thread.
 */
@ApplicationScoped
public class ServiceJwt {

    /** Header in which a service shows the secret of the node to the token-service. */
    public static final String SECRET_HEADER = "X-Mudanza-Node-Secret";

    private static final Duration RENEW_BEFORE = Duration.ofSeconds(30);
    private static final Duration WARNED_FROM = Duration.ofSeconds(30);
    private static final int MOST = 500;
    private static final Logger LOG = Logger.getLogger(ServiceJwt.class);

    private final TokenServiceClient tokenService;
    private final Optional<String> secret;
    private final String service;
    private final Clock clock = Clock.systemUTC();
    private final Map<CallTarget, Slot> slots = new ConcurrentHashMap<>();
    private volatile Duration skew = Duration.ZERO;

    ServiceJwt(
            TokenServiceClient tokenService,
            @ConfigProperty(name = "mudanza.node.secret") Optional<String> secret,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "standalone") String service) {
        this.tokenService = tokenService;
        this.secret = secret;
        this.service = service;
    }

    /**
     * Value of the {@code Authorization} header of a call: {@code Bearer …}.
     *
     * @param address of the call, {@code …/internal/<service>/…}
     * @throws IdentityUnavailableException when there is none and the token-service gives none
     * @throws IllegalArgumentException     when the address is not internal: no JWT ever leaves the node
     */
    public String bearer(URI address) {
        return held(target(address));
    }

    /** Lets the held one go: whoever was asked did not accept it. The next call gets a new one. */
    public void forget(URI address) {
        slots.remove(target(address));
    }

    /** How far the clock of the token-service is ahead of this one, as far as was seen; negative when behind. */
    public Duration skew() {
        return skew;
    }

    private static CallTarget target(URI address) {
        return CallTarget.ofPath(address.getPath()).orElseThrow(
                () -> new IllegalArgumentException("internal JWTs are for /internal/ only, not " + address.getPath()));
    }

    private String held(CallTarget target) {
        if (slots.size() > MOST) {
            Instant now = clock.instant();
            slots.values().removeIf(slot -> slot.held.dueAt(now));
        }
        Slot slot = slots.computeIfAbsent(target, missing -> new Slot());
        Held now = slot.held;
        if (!now.dueAt(clock.instant())) {
            return now.header();
        }
        slot.renewal.lock();
        try {
            if (slot.held.dueAt(clock.instant())) {
                slot.held = renewed(target, slot.held);
            }
            return slot.held.header();
        } finally {
            slot.renewal.unlock();
        }
    }

    private Held renewed(CallTarget target, Held old) {
        Instant asked = clock.instant();
        try {
            JsonNode answer = tokenService.post("/internal/token/service-jwt", SECRET_HEADER, secret(),
                    Map.of("service", service, "audience", target.service(), "job", target.job()));
            if (answer.hasNonNull("now")) {
                Instant half = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
                skew = Duration.between(half, Instant.parse(answer.get("now").asText()));
                if (skew.abs().compareTo(WARNED_FROM) > 0) {
                    LOG.warnf("The clock of the token-service is %s s ahead of this one; 60 are borne. Set the clocks",
                            skew.toSeconds());
                }
            }
            // The lifetime counts from before the question, on our own clock: clocks of two hosts may differ.
            return new Held("Bearer " + answer.path("access_token").asText(),
                    asked.plusSeconds(answer.path("expires_in").asLong()));
        } catch (IdentityUnavailableException e) {
            if (old.expiresAt().isAfter(clock.instant())) {
                return old;
            }
            throw e;
        }
    }

    private String secret() {
        return secret.filter(text -> !text.isBlank()).orElseThrow(() -> new IdentityUnavailableException(
                "mudanza.node.secret is not set. Give all services of the node the same 64 hex digits", false));
    }

    private static final class Slot {
        private final ReentrantLock renewal = new ReentrantLock();
        private volatile Held held = new Held("", Instant.MIN);
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
