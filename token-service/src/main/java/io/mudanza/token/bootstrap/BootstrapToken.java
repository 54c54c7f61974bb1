package io.mudanza.token.bootstrap;

import io.mudanza.token.introspect.Introspector;
import io.mudanza.token.issue.IssuedToken;
import io.mudanza.token.issue.TokenIssuer;
import io.mudanza.token.time.TokenClock;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps a good admin token in {@code mudanza.token.bootstrap-file}: made at the first start, and again when the file
 * is missing, holds no good token, or holds one that will soon expire. Without the setting nothing is made.
 */
@ApplicationScoped
class BootstrapToken {

    private static final Logger LOG = Logger.getLogger(BootstrapToken.class);
    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(10);

    private final Optional<Path> file;
    private final TokenIssuer issuer;
    private final Introspector introspector;
    private final TokenClock clock;

    BootstrapToken(
            @ConfigProperty(name = "mudanza.token.bootstrap-file") Optional<Path> file,
            TokenIssuer issuer,
            Introspector introspector,
            TokenClock clock) {
        this.file = file;
        this.issuer = issuer;
        this.introspector = introspector;
        this.clock = clock;
    }

    void atStart(@Observes StartupEvent started) {
        ensure();
    }

    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void ensure() {
        file.ifPresent(path -> {
            TokenFile tokenFile = new TokenFile(path);
            String held = tokenFile.read();
            if (!introspector.isAdminUntil(held, clock.now().plus(RENEWED_BEFORE))) {
                IssuedToken issued = issuer.issueBootstrap(LIFETIME);
                tokenFile.write(issued.token());
                LOG.infof("Admin token %s written to %s, good until %s", issued.id(), path, issued.expiresAt());
            }
        });
    }
}
