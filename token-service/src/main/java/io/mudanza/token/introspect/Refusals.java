package io.mudanza.token.introspect;

import io.mudanza.token.audit.AuditAction;
import io.mudanza.token.audit.TokenAudit;
import io.mudanza.token.issue.MigrationTokenRepository;
import io.mudanza.token.time.TokenClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes refusals down after the answer has been given: what is written, and for whom, takes no time that a caller
 * could measure. Bounded: under a flood the last ones are counted, not written.
 */
@ApplicationScoped
class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final int MOST_WAITING = 1000;

    private final MigrationTokenRepository tokens;
    private final TokenAudit audit;
    private final TokenClock clock;
    private final ExecutorService writer = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING), Thread.ofVirtual().name("token-refusals").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    Refusals(MigrationTokenRepository tokens, TokenAudit audit, TokenClock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /** Takes note of a refusal; the id may be that of no token. */
    void note(String id, String reason, String address) {
        Instant at = clock.now();
        writer.execute(() -> write(at, id, reason, address));
    }

    private void write(Instant at, String id, String reason, String address) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                if (tokens.noteRefusal(id, at)) {
                    audit.add(at, id, AuditAction.REFUSED, reason, address, null, null);
                }
            });
        } catch (RuntimeException e) {
            LOG.warnf(e, "A refusal of token %s (%s) could not be written down", id, reason);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        writer.shutdown();
    }
}
