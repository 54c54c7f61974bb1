package io.mudanza.token.introspect;

import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.token.audit.AuditAction;
import io.mudanza.token.audit.TokenAudit;
import io.mudanza.token.issue.Limits;
import io.mudanza.token.issue.MigrationTokenEntity;
import io.mudanza.token.issue.MigrationTokenRepository;
import io.mudanza.token.issue.Permission;
import io.mudanza.token.issue.TokenStatus;
import io.mudanza.token.secret.NodeSecret;
import io.mudanza.token.secret.TokenText;
import io.mudanza.token.session.TokenSessions;
import io.mudanza.token.time.TokenClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks a presented token. An unknown id takes the steps of a wrong secret: a lookup, an HMAC, two compares, a note. */
@ApplicationScoped
public class Introspector {

    private static final byte[] NOBODYS_HMAC = new byte[32];

    private final MigrationTokenRepository tokens;
    private final TokenSessions sessions;
    private final TokenAudit audit;
    private final Refusals refusals;
    private final NodeSecret nodeSecret;
    private final TokenClock clock;
    private final MeterRegistry metrics;

    Introspector(MigrationTokenRepository tokens, TokenSessions sessions, TokenAudit audit, Refusals refusals,
            NodeSecret nodeSecret, TokenClock clock, MeterRegistry metrics) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.audit = audit;
        this.refusals = refusals;
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
        if (!isSecretOf(found, text.get().secret()) || found.isEmpty()) {
            return refused(text.get().id(), "wrong_secret", address, Introspection.invalid());
        }
        MigrationTokenEntity token = found.get();
        TokenStatus status = token.status(clock.now());
        return switch (status) {
            case EXPIRED, REVOKED -> refused(token.id(), status.wire(), address, Introspection.invalid());
            // What a used-up token has opened goes on; that it opens nothing more is decided where sessions are opened.
            case ACTIVE, USED_UP -> token.mayBeUsedFrom(address)
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
                .filter(token -> token.limits().permission() == Permission.ADMIN)
                .filter(token -> token.status(moment) == TokenStatus.ACTIVE)
                .isPresent();
    }

    /** Notes that the gateway refused a good token something that is outside its limits. */
    public void outsideLimits(String id, String reason, String address) {
        count(reason);
        refusals.note(id, reason, address);
    }

    /** Always both compares, also where there is one secret or none. */
    private boolean isSecretOf(Optional<MigrationTokenEntity> found, String secret) {
        byte[] given = nodeSecret.keyedHash(secret);
        byte[] now = found.map(MigrationTokenEntity::secretHmac).orElse(NOBODYS_HMAC);
        byte[] before = found.flatMap(token -> token.previousHmac(clock.now())).orElse(NOBODYS_HMAC);
        return MessageDigest.isEqual(now, given) | MessageDigest.isEqual(before, given);
    }

    private Introspection used(MigrationTokenEntity token, String address) {
        count("active");
        Limits limits = token.limits();
        Introspection answer = Introspection.of(token.id(), limits,
                limits.maxUses() == null ? List.of() : sessions.jobs(token.id()));
        Instant now = clock.now();
        if (tokens.noteUse(token.id(), now)) {
            audit.add(now, token.id(), AuditAction.USED, "ok", address, token.id(), null);
        }
        return answer;
    }

    private Introspection refused(String id, String reason, String address, Introspection answer) {
        count(reason);
        refusals.note(id, reason, address);
        return answer;
    }

    private void count(String outcome) {
        metrics.counter("mudanza_token_introspections", "outcome", outcome).increment();
    }
}
