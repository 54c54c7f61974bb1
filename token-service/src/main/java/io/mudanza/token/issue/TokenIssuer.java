package io.mudanza.token.issue;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.audit.AuditAction;
import io.mudanza.token.audit.TokenAudit;
import io.mudanza.token.problem.TokenProblem;
import io.mudanza.token.secret.NodeSecret;
import io.mudanza.token.secret.TokenText;
import io.mudanza.token.time.TokenClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes tokens, gives them new secrets and revokes them, each together with its audit row. */
@ApplicationScoped
public class TokenIssuer {

    private static final Logger LOG = Logger.getLogger(TokenIssuer.class);

    private final MigrationTokenRepository tokens;
    private final Lineage lineage;
    private final TokenAudit audit;
    private final NodeSecret nodeSecret;
    private final Lifetime lifetime;
    private final TokenClock clock;
    private final SecureRandom random = new SecureRandom();

    TokenIssuer(MigrationTokenRepository tokens, Lineage lineage, TokenAudit audit, NodeSecret nodeSecret,
            Lifetime lifetime, TokenClock clock) {
        this.tokens = tokens;
        this.lineage = lineage;
        this.audit = audit;
        this.nodeSecret = nodeSecret;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** A token for somebody who asked; refused with a {@link TokenProblem} when the request is not good. */
    @Transactional
    public IssuedToken issue(TokenRequest request, String actor) {
        tokens.lockFamily();
        Instant now = clock.now();
        Limits wanted = request.checked(now.plus(lifetime.of(request.expiresIn())));
        Optional<MigrationTokenEntity> parent = lineage.parent(actor, request.parent(), now);
        if (parent.isEmpty()) {
            return store(wanted, actor, now);
        }
        return store(lineage.under(parent.get(),
                request.expiresIn() == null ? ending(wanted, parent.get().limits().expiresAt()) : wanted), actor, now);
    }

    /** The token with which the node's owner makes the others. Not bound to the longest lifetime of asked ones. */
    @Transactional
    public IssuedToken issueBootstrap(Duration livesFor) {
        Instant now = clock.now();
        TokenRequest request = TokenRequest.plain("First admin token of this node", Permission.ADMIN);
        return store(request.checked(now.plus(livesFor)), "bootstrap", now);
    }

    /** A new secret; the old one is good beside it for the overlap. The id and all limits stay. */
    @Transactional
    public IssuedToken rotate(String id, RotateRequest request, String actor) {
        if (request.unknown() != null && !request.unknown().isEmpty()) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST, "A rotation knows only overlap and expires_in");
        }
        tokens.lockFamily();
        MigrationTokenEntity token = tokens.locked(id).orElseThrow(TokenIssuer::unknown);
        Instant now = clock.now();
        if (token.status(now) != TokenStatus.ACTIVE) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST,
                    "The token is " + token.status(now).wire() + ". Issue a new one instead");
        }
        Duration lives = request.expiresIn() == null ? token.lifetime() : lifetime.of(request.expiresIn());
        Instant until = now.plus(lives);
        String parent = token.limits().parent();
        if (parent != null) {
            Instant last = tokens.findById(parent).limits().expiresAt();
            until = until.isBefore(last) ? until : last;
        }
        TokenText text = TokenText.random(random).withId(id);
        Instant oldUntil = now.plus(Lifetime.overlap(request.overlap()));
        token.rotate(nodeSecret.keyedHash(text.secret()), now, oldUntil, until);
        audit.add(now, id, AuditAction.ROTATED, "ok", null, actor, "old secret until " + oldUntil);
        LOG.infof("Token %s rotated by %s", id, actor);
        return new IssuedToken(id, text.written(), token.limits().permission().wire(), until, oldUntil);
    }

    /** Ends a token and its descendants at once. Doing it again changes nothing. */
    @Transactional
    public void revoke(String id, String actor) {
        tokens.lockFamily();
        if (tokens.findByIdOptional(id).isEmpty()) {
            throw unknown();
        }
        Instant now = clock.now();
        for (String ended : tokens.revokeFamily(id, now)) {
            audit.add(now, ended, AuditAction.REVOKED, "ok", null, actor, ended.equals(id) ? null : "with " + id);
            LOG.infof("Token %s revoked by %s", ended, actor);
        }
    }

    private static Limits ending(Limits wanted, Instant last) {
        return wanted.expiresAt().isBefore(last) ? wanted : new Limits(wanted.description(), wanted.permission(), last,
                wanted.allowedIps(), wanted.allowedDomains(), wanted.scope(), wanted.maxUses(), wanted.parent());
    }

    private static TokenProblem unknown() {
        return new TokenProblem(ProblemCode.NOT_FOUND,
                "There is no token with this id. List the tokens to see their ids");
    }

    private IssuedToken store(Limits limits, String actor, Instant now) {
        TokenText text = TokenText.random(random);
        tokens.persist(new MigrationTokenEntity(text.id(), nodeSecret.keyedHash(text.secret()), limits, actor, now));
        audit.add(now, text.id(), AuditAction.CREATED, "ok", null, actor,
                limits.permission().wire() + " until " + limits.expiresAt());
        LOG.infof("Token %s with permission %s made by %s", text.id(), limits.permission().wire(), actor);
        return new IssuedToken(text.id(), text.written(), limits.permission().wire(), limits.expiresAt(), null);
    }
}
