package io.mudanza.token.issue;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.problem.TokenProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * Which token a new one is a child of. Whoever makes a token is its parent, or names one of his own descendants; the
 * first admin token of the node may name any. A child never exceeds its parent, and ends with it.
 */
@ApplicationScoped
class Lineage {

    private final MigrationTokenRepository tokens;

    Lineage(MigrationTokenRepository tokens) {
        this.tokens = tokens;
    }

    /** The parent of a token that the actor makes; empty when the actor is no token. Called under the family's lock. */
    Optional<MigrationTokenEntity> parent(String actor, String named, Instant now) {
        Optional<MigrationTokenEntity> maker = tokens.findByIdOptional(actor);
        if (named == null) {
            return maker;
        }
        MigrationTokenEntity parent = tokens.findByIdOptional(named)
                .filter(token -> token.status(now) == TokenStatus.ACTIVE)
                .orElseThrow(() -> invalid("parent must be the id of a token that is active"));
        if (parent.limits().maxUses() != null) {
            throw invalid("A token with single_use or max_uses has no children: each would be a use of its own");
        }
        if (maker.isPresent() && !isRoot(maker.get()) && !tokens.isWithin(parent.id(), actor)) {
            throw new TokenProblem(ProblemCode.PERMISSION_DENIED,
                    "parent must be the token that asks, or one of those that it has made");
        }
        return Optional.of(parent);
    }

    private static boolean isRoot(MigrationTokenEntity maker) {
        return maker.limits().parent() == null;
    }

    /** The limits as a child of the parent. */
    Limits under(MigrationTokenEntity parent, Limits wanted) {
        Limits above = parent.limits();
        Limits child = wanted.under(parent.id(), above);
        child.exceeds(above).ifPresent(field -> {
            throw invalid(field + " is more than the parent token " + parent.id() + " may. Ask for less");
        });
        return child;
    }

    private static TokenProblem invalid(String detail) {
        return new TokenProblem(ProblemCode.INVALID_REQUEST, detail);
    }
}
