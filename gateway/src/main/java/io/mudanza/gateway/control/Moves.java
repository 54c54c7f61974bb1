package io.mudanza.gateway.control;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.job.TargetMode;
import io.mudanza.contracts.job.VerifyLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.gateway.access.Fence;
import io.mudanza.gateway.access.TransferSessions;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.requests.ExportRequest;
import io.mudanza.gateway.requests.PeerAccess;
import io.mudanza.gateway.requests.PullRequest;
import io.mudanza.gateway.requests.PushRequest;
import io.mudanza.gateway.requests.VerifyRequest;
import io.mudanza.gateway.saga.JobDesk;
import io.mudanza.gateway.saga.NewJob;
import io.mudanza.messaging.cloudevent.TimeOrderedId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Turns requests into jobs. Called in the transaction of the request's idempotency. */
@ApplicationScoped
class Moves {
    private static final Set<JobDirection> WITH_CHECKPOINT = 
            Set.of(JobDirection.PULL, JobDirection.IMPORT, JobDirection.RESTORE);

    private final JobDesk desk;
    private final JobRepository jobs;
    private final NodeHttp node;
    private final Fence fence;
    private final TransferSessions sessions;

    Moves(JobDesk desk, JobRepository jobs, NodeHttp node, Fence fence, TransferSessions sessions) {
        this.desk = desk;
        this.jobs = jobs;
        this.node = node;
        this.fence = fence;
        this.sessions = sessions;
    }

    Answer export(ExportRequest request, Opener opener) {
        JobOptions options = request.options();
        fence.opening(JobDirection.EXPORT, options);
        return opened(desk.run(job(JobDirection.EXPORT, options, Map.of(), opener.caller())), opener);
    }

    Answer pull(PullRequest request, Opener opener) {
        return withPeer(JobDirection.PULL, request.options(), request.peer(), opener);
    }

    Answer push(PushRequest request, Opener opener) {
        return withPeer(JobDirection.PUSH, request.options(), request.peer(), opener);
    }

    Answer verify(VerifyRequest request, Opener opener) {
        Optional<UUID> subject = request.subject();
        if (subject.isEmpty()) {
            return withPeer(JobDirection.VERIFY, request.options(), request.peer(), opener);
        }
        fence.job(subject.get());
        JobEntity job = known(subject.get());
        boolean comparable = switch (job.direction()) {
            case PULL, IMPORT, RESTORE -> job.published;
            case EXPORT, PUSH -> job.status() == JobStatus.COMPLETED;
            case VERIFY, ROLLBACK -> false;
        };
        if (!comparable) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "verify.state", job.direction().wire(),
                    job.status().wire());
        }
        return joined(job(JobDirection.VERIFY, request.options(), subjectFacts(job), opener.caller()), job);
    }

    Answer rollback(UUID subject, String caller) {
        fence.undo(subject);
        JobEntity job = known(subject);
        if (job.options().dryRun()) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "rollback.dry_run");
        }
        if (!WITH_CHECKPOINT.contains(job.direction()) || !job.published || job.status() == JobStatus.ROLLED_BACK) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "rollback.state", job.direction().wire(),
                    job.status().wire());
        }
        if (job.facts().get(StepFacts.CHECKPOINT_ID) == null) {
            throw new ProblemException(ProblemCode.CHECKPOINT_MISSING, "rollback.missing", subject);
        }
        JobOptions options = new JobOptions(job.options().includeMedia(), true, List.of(), List.of(), VerifyLevel.NONE,
                false, false, TargetMode.AUTO, false, false);
        return joined(job(JobDirection.ROLLBACK, options, subjectFacts(job), caller), job);
    }

    Answer cancel(UUID id) {
        fence.job(id);
        return started(desk.cancel(id));
    }

    /**
     * Whoever asked for an export needs it no more: it is stopped where it still runs, else what it has sealed is removed.
     * Of exports that others asked for nothing is told, but to an administrator.
     */
    void giveUpExport(UUID id, String caller, boolean admin) {
        fence.job(id);
        QuarkusTransaction.requiringNew().run(() -> {
            JobEntity job = known(id);
            if (job.direction() != JobDirection.EXPORT || !admin && !job.createdBy.equals(caller)) {
                throw new ProblemException(ProblemCode.NOT_FOUND, "job.unknown", id);
            }
            if (!job.status().ended()) {
                desk.cancel(id);
            }
        });
        // A step that still runs finds its export gone and takes away what it has written since.
        try {
            node.json(NodeService.EXPORTING, "DELETE", "/internal/exporting/jobs/" + id, null, Map.of());
        } catch (ProblemException e) {
            // Not begun yet, or removed before.
            if (e.code() != ProblemCode.NOT_FOUND) {
                throw e;
            }
        }
    }

    Answer resume(UUID id) {
        fence.job(id);
        return started(desk.resume(id));
    }

    /** The credentials go to the file-transfer service first; if it refuses them there is no job. */
    private Answer withPeer(JobDirection direction, JobOptions options, PeerAccess peer, Opener opener) {
        fence.opening(direction, options);
        NewJob wanted = job(direction, options, Map.of(StepFacts.PEER_URL, peer.shown()), opener.caller());
        desk.open(wanted);
        jobs.flush();
        node.json(NodeService.TRANSFER, "POST", "/internal/transfer/peers/" + wanted.id(),
                Map.of("url", peer.url(), "token", peer.token()), Map.of());
        return opened(desk.start(wanted.id()), opener);
    }

    private static NewJob job(JobDirection direction, JobOptions options, Map<String, Object> facts, String caller) {
        return new NewJob(TimeOrderedId.next(), direction, options, facts, caller, null);
    }

    private static Map<String, Object> subjectFacts(JobEntity job) {
        Object checkpoint = job.facts().get(StepFacts.CHECKPOINT_ID);
        String subject = job.id.toString();
        return checkpoint == null
                ? Map.of(StepFacts.SUBJECT_JOB_ID, subject)
                : Map.of(StepFacts.SUBJECT_JOB_ID, subject, StepFacts.CHECKPOINT_ID, checkpoint);
    }

    private JobEntity known(UUID id) {
        return jobs.findByIdOptional(id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "job.unknown", id));
    }

    /** The use of the token is spent last: what is refused before costs none. */
    private Answer opened(JobEntity job, Opener opener) {
        sessions.open(job.id, job.direction().wire(), opener.key());
        return started(job);
    }

    /** A job about another belongs to its session. */
    private Answer joined(NewJob wanted, JobEntity subject) {
        JobEntity job = desk.run(wanted);
        sessions.join(job.id, subject.id);
        return started(job);
    }

    private static Answer started(JobEntity job) {
        String location = "/api/v1/migration/jobs/" + job.id + "/";
        return Answer.of(202, location, new MoveResource.StartedJob(job.id, job.status().wire()));
    }
}
