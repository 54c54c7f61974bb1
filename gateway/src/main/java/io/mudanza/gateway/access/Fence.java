package io.mudanza.gateway.access;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.identity.ActiveToken;
import io.mudanza.identity.TokenIntrospection;
import io.mudanza.identity.TokenScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Holds a token to its limits: its scope, and the transfer sessions that it has opened. A token without limits passes
 * everywhere. Jobs that a token must not see are not there for it (404); all else outside is refused (403).
 */
@ApplicationScoped
public class Fence {
    static final String TOKEN = "mudanza.token";
    static final String PRESENTED = "mudanza.presented";
    private static final Set<JobStatus> UNDONE = Set.of(JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.ROLLED_BACK);

    private final SecurityIdentity caller;
    private final JobRepository jobs;
    private final TokenIntrospection introspection;
    private final OutsideLimits outside;

    Fence(SecurityIdentity caller, JobRepository jobs, TokenIntrospection introspection, OutsideLimits outside) {
        this.caller = caller;
        this.jobs = jobs;
        this.introspection = introspection;
        this.outside = outside;
    }

    /** Whether the caller's token is held to limits at all. */
    public boolean holds() {
        return token().map(ActiveToken::fenced).orElse(false);
    }

    /** Which jobs the caller may list, beside those that it has made; empty for all. */
    public Optional<Set<UUID>> listed() {
        return token().filter(ActiveToken::fenced).map(token -> {
            Set<UUID> ids = new HashSet<>(fresh(token).sessions());
            if (token.scope() != null && token.scope().job() != null) {
                ids.add(token.scope().job());
            }
            return ids;
        });
    }

    /**
     * The job must be one that the token may see.
     *
     * @throws ProblemException not_found as for a job that is not there
     */
    public void job(UUID id) {
        token().filter(ActiveToken::fenced).ifPresent(token -> {
            if (!sees(token, id) && !sees(fresh(token), id)) {
                outside.note(token, "job_outside", presented().address());
                throw new ProblemException(ProblemCode.NOT_FOUND, "job.unknown", id);
            }
        });
    }

    /** The job may be undone: its rollback puts the whole platform back, so a scope must name the job itself. */
    public void undo(UUID id) {
        job(id);
        token().filter(token -> token.scope() != null && !names(token, id)).ifPresent(token -> {
            throw refused("rollback_outside");
        });
    }

    /** The upload must have been opened by the caller's token; an admin may go on with all. */
    public void upload(UUID id) {
        job(id);
        if (caller.hasRole(Roles.ADMIN) || token().isEmpty()) {
            return;
        }
        boolean own = QuarkusTransaction.requiringNew().call(() -> jobs.findByIdOptional(id)
                .map(job -> job.createdBy.equals(caller.getPrincipal().getName())
                        || names(token().get(), id)).orElse(true));
        if (!own) {
            outside.note(token().get(), "upload_of_another", presented().address());
            throw new ProblemException(ProblemCode.NOT_FOUND, "job.unknown", id);
        }
    }

    /** A media file must be within the scope; for a token of sessions one of them must be an export under way or done. */
    public void media(String key) {
        requireMedia(scope -> scope.givesMedia(key));
    }

    /** Media may be listed; those outside are left out, see {@link #shows}. */
    public void mediaList() {
        requireMedia(scope -> scope.media() != null);
    }

    /** Whether a media file of a list is within the scope. */
    public boolean shows(String key) {
        return token().map(ActiveToken::scope).map(scope -> scope.givesMedia(key)).orElse(true);
    }

    /**
     * A new job must be within the scope, whoever opens the session for it.
     *
     * @param direction what the job does
     */
    public void opening(JobDirection direction, JobOptions options) {
        token().map(ActiveToken::scope).ifPresent(scope -> {
            boolean within = switch (direction) {
                case EXPORT, PULL, PUSH, VERIFY -> scope.job() == null && covers(scope, options);
                // What a bundle holds is known only when it is here.
                case IMPORT, ROLLBACK, RESTORE -> false;
            };
            if (!within) {
                throw refused("opening_outside");
            }
        });
    }

    private void requireMedia(Predicate<TokenScope> given) {
        token().filter(ActiveToken::fenced).ifPresent(token -> {
            boolean inScope = token.scope() == null || given.test(token.scope());
            boolean inSession = !token.limited() || moves(token.sessions()) || moves(fresh(token).sessions());
            if (!inScope || !inSession) {
                throw refused("media_outside");
            }
        });
    }

    private boolean moves(Set<UUID> sessions) {
        return QuarkusTransaction.requiringNew().call(() -> sessions.stream()
                .map(jobs::findByIdOptional).flatMap(Optional::stream)
                .anyMatch(job ->
                        job.options().includeMedia() && !job.cancelRequested && !UNDONE.contains(job.status())));
    }

    private boolean sees(ActiveToken token, UUID id) {
        if (token.limited() && !token.sessions().contains(id) && !names(token, id)) {
            return false;
        }
        TokenScope scope = token.scope();
        if (scope == null) {
            return true;
        }
        return QuarkusTransaction.requiringNew().call(() -> jobs.findByIdOptional(id)
                .map(job -> scope.job() != null ? namedAndCovered(scope, job) : covers(scope, job.options()))
                .orElse(false));
    }

    private static boolean namedAndCovered(TokenScope scope, JobEntity job) {
        String subject = String.valueOf(job.facts().get(StepFacts.SUBJECT_JOB_ID));
        boolean named = scope.job().equals(job.id) || scope.job().toString().equals(subject);
        return named && (scope.tables() == null || scope.givesTables(job.options().tables()));
    }

    private static boolean names(ActiveToken token, UUID id) {
        return token.scope() != null && id.equals(token.scope().job());
    }

    private static boolean covers(TokenScope scope, JobOptions options) {
        return scope.givesTables(options.tables()) && (!options.includeMedia() || scope.givesAllMedia());
    }

    private ProblemException refused(String reason) {
        outside.note(token().orElseThrow(), reason, presented().address());
        return new ProblemException(ProblemCode.PERMISSION_DENIED, "token.outside");
    }

    /** What the token may now: a session may have been opened since it was asked for. */
    private ActiveToken fresh(ActiveToken token) {
        return introspection.askAgain(presented().token(), presented().address()).orElse(token);
    }

    Optional<ActiveToken> token() {
        return Optional.ofNullable(caller.getAttribute(TOKEN));
    }

    Presented presented() {
        return caller.getAttribute(PRESENTED);
    }
}
