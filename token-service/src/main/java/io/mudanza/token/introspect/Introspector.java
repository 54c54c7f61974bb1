package io.mudanza.token.introspect;

import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.token.audit.AuditAction;
import io.mudanza.token.audit.AuditTrail;
import io.mudanza.token.issue.MigrationTokenEntity;
import io.mudanza.token.issue.MigrationTokenRepository;
import io.mudanza.token.issue.Permission;
import io.mudanza.token.issue.TokenStatus;
import io.mudanza.token.secret.NodeSecret;
import io.mudanza.token.secret.TokenText;
import io.mudanza.token.time.TokenClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/** Checks a presented token. An unknown id takes the steps of a wrong secret: a lookup, an HMAC, a compare, a note. */
@ApplicationScoped
public class Introspector {

    private static final byte[] NOBODYS_HMAC = new byte[32];

    private final MigrationTokenRepository tokens;
    private final AuditTrail audit;
    private final NodeSecret nodeSecret;
    private final TokenClock clock;
    private final MeterRegistry metrics;

    Introspector(MigrationTokenRepository tokens, AuditTrail audit, NodeSecret nodeSecret, TokenClock clock,
            MeterRegistry metrics) {
        this.tokens = tokens;
        this.audit = audit;
        this.nodeSecret = nodeSecret;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Checks and notes it in the audit, coarsely. {@code address} is the socket's, null where there is none. */
    @Transactional
    public Introspection introspect(String presented, String address) {
        Optional<TokenText> text = TokenText.parse(presented);
        if (text.isEmpty()) {
            count("malformed");
            return Introspection.invalid();
        }
        Optional<MigrationTokenEntity> found = tokens.findByIdOptional(text.get().id());
        byte[] expected = found.map(MigrationTokenEntity::secretHmac).orElse(NOBODYS_HMAC);
        boolean same = MessageDigest.isEqual(expected, nodeSecret.keyedHash(text.get().secret()));
        if (found.isEmpty() || !same) {
            return refused(text.get().id(), "wrong_secret", address, Introspection.invalid());
        }
        MigrationTokenEntity token = found.get();
        TokenStatus status = token.status(clock.now());
        return switch (status) {
            case EXPIRED, REVOKED -> refused(token.id(), status.wire(), address, Introspection.invalid());
            case ACTIVE -> token.mayBeUsedFrom(address)
                    ? used(token, address)
                    : refused(token.id(), "address_not_allowed", address, Introspection.wrongAddress());
        };
    }

    /** Whether it is an admin's token that will still be good then. Nothing is noted. */
    @Transactional
    public boolean isAdminUntil(String presented, Instant moment) {
        return TokenText.parse(presented)
                .flatMap(text -> tokens.findByIdOptional(text.id())
                        .filter(token -> MessageDigest.isEqual(
                                token.secretHmac(), nodeSecret.keyedHash(text.secret()))))
                .filter(token -> token.permission() == Permission.ADMIN)
                .filter(token -> token.status(moment) == TokenStatus.ACTIVE)
                .isPresent();
    }

    private Introspection used(MigrationTokenEntity token, String address) {
        count("active");
        if (tokens.noteUse(token.id(), clock.now())) {
            audit.add(token.id(), AuditAction.USED, "ok", address, token.id(), null);
        }
        return Introspection.of(token);
    }

    private Introspection refused(String id, String reason, String address, Introspection answer) {
        count(reason);
        if (tokens.noteRefusal(id, clock.now())) {
            audit.add(id, AuditAction.REFUSED, reason, address, null, null);
        }
        return answer;
    }

    private void count(String outcome) {
        metrics.counter("mudanza_token_introspections", "outcome", outcome).increment();
    }
}
