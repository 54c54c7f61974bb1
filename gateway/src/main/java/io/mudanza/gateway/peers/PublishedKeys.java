package io.mudanza.gateway.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.outbound.RefusedTargetException;
import io.mudanza.outbound.client.OutboundAnswer;
import io.mudanza.outbound.client.OutboundClient;
import io.mudanza.outbound.client.OutboundLimits;
import io.mudanza.outbound.client.OutboundRequest;
import io.mudanza.outbound.client.RequestHeaders;
import io.mudanza.outbound.target.TargetRules;
import io.mudanza.outbound.tls.TlsMaterial;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keys that domains show at {@code https://DOMAIN/.well-known/mudanza-node}. Asked for through the one way out, kept for
 * ten minutes, and only few at a time: a name in a request must not make this node a tool against others.
 */
@Singleton
class PublishedKeys {
    static final String PATH = "/.well-known/mudanza-node";

    private static final Logger LOGGER = Logger.getLogger(PublishedKeys.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 1000;
    private static final int LARGEST = 16 << 10;
    private static final OutboundLimits LIMITS =
            new OutboundLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1, 4);

    private final TargetRules rules;
    private final OutboundClient http;
    private final Semaphore few = new Semaphore(4);
    private final Map<String, Kept> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST;
        }
    };

    private record Kept(Optional<String> key, Instant until) {}

    PublishedKeys(
            @ConfigProperty(name = "mudanza.allow-http-peers", defaultValue = "false") boolean localUse,
            @ConfigProperty(name = "mudanza.allowed-source-domains") Optional<List<String>> domains,
            @ConfigProperty(name = "mudanza.allowed-peer-cidrs") Optional<List<String>> cidrs,
            @ConfigProperty(name = "mudanza.peer-ca-file") Optional<Path> caFile) throws IOException {
        rules = new TargetRules(localUse, domains.orElse(List.of()), cidrs.orElse(List.of()));
        // Always with checked certificates, whatever mudanza.verify-ssl says: a key from anybody proves nothing.
        http = new OutboundClient(
                rules, new TlsMaterial(caFile, Optional.empty(), Optional.empty(), true), LIMITS, RequestHeaders.NONE);
    }

    /** Empty when the name is none of a domain, or the domain shows no key. */
    Optional<String> of(String name) {
        if (!name.contains(".")) {
            return Optional.empty();
        }
        Instant now = Instant.now();
        synchronized (kept) {
            Kept found = kept.get(name);
            if (found != null && found.until().isAfter(now)) {
                return found.key();
            }
        }
        if (!few.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Optional<String> key = ask(name);
            synchronized (kept) {
                kept.put(name, new Kept(key, now.plus(key.isPresent() ? KEPT : Duration.ofSeconds(30))));
            }
            return key;
        } finally {
            few.release();
        }
    }

    private Optional<String> ask(String name) {
        try (OutboundAnswer answer = http.send(OutboundRequest.to(rules.check("https://" + name), PATH)
                .timeout(Duration.ofSeconds(10)).largest(LARGEST).build())) {
            if (answer.status() != 200 || !answer.header("Content-Type").orElse("").startsWith("application/json")) {
                return Optional.empty();
            }
            JsonNode shown = JSON.readTree(answer.body().readAllBytes());
            String key = shown.path("public_key").asText("");
            return key.matches("[A-Za-z0-9+/]{59}=") ? Optional.of(key) : Optional.empty();
        } catch (IOException | RefusedTargetException none) {
            LOGGER.infof("no key of %s: %s", name, none.getMessage());
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
