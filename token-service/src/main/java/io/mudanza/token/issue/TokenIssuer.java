package io.mudanza.token.issue;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.audit.AuditAction;
import io.mudanza.token.audit.AuditTrail;
import io.mudanza.token.problem.TokenProblem;
import io.mudanza.token.secret.NodeSecret;
import io.mudanza.token.secret.TokenText;
import io.mudanza.token.time.TokenClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Makes tokens and revokes them, each together with its audit row. */
@ApplicationScoped
public class TokenIssuer {

    private static final Logger LOG = Logger.getLogger(TokenIssuer.class);

    private final MigrationTokenRepository tokens;
    private final AuditTrail audit;
    private final NodeSecret nodeSecret;
    private final Lifetime lifetime;
    private final TokenClock clock;
    private final SecureRandom random = new SecureRandom();

    TokenIssuer(MigrationTokenRepository tokens, AuditTrail audit, NodeSecret nodeSecret, Lifetime lifetime,
            TokenClock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.nodeSecret = nodeSecret;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** A token for somebody who asked; refused with a {@link TokenProblem} when the request is not good. */
    @Transactional
    public IssuedToken issue(TokenRequest request, String actor) {
        Permission permission = request.checked();
        return store(request, permission, lifetime.of(request.expiresIn()), actor);
    }

    /** The token with which the node's owner makes the others. Not bound to the longest lifetime of asked ones. */
    @Transactional
    public IssuedToken issueBootstrap(Duration livesFor) {
        TokenRequest request = new TokenRequest(
                "First admin token of this node", Permission.ADMIN.wire(), null, null, null, null, null, null, null);
        return store(request, request.checked(), livesFor, "bootstrap");
    }

    /** Ends a token at once. Doing it again changes nothing. */
    @Transactional
    public void revoke(String id, String actor) {
        MigrationTokenEntity token = tokens.findByIdOptional(id).orElseThrow(() -> new TokenProblem(
                ProblemCode.NOT_FOUND, "There is no token with this id. List the tokens to see their ids"));
        if (!token.isRevoked()) {
            token.revoke(clock.now());
            audit.add(id, AuditAction.REVOKED, "ok", null, actor, null);
            LOG.infof("Token %s revoked by %s", id, actor);
        }
    }

    private IssuedToken store(TokenRequest request, Permission permission, Duration livesFor, String actor) {
        TokenText text = TokenText.random(random);
        Instant now = clock.now();
        MigrationTokenEntity token = new MigrationTokenEntity(
                text.id(), nodeSecret.keyedHash(text.secret()), request, permission, actor, now, livesFor);
        tokens.persist(token);
        audit.add(text.id(), AuditAction.CREATED, "ok", null, actor,
                permission.wire() + " until " + token.expiresAt());
        LOG.infof("Token %s with permission %s made by %s", text.id(), permission.wire(), actor);
        return new IssuedToken(text.id(), text.written(), permission.wire(), token.expiresAt(), token.notEnforced());
    }
}
