package io.mudanza.transfer.retention;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import io.mudanza.transfer.media.StagedMedia;
import io.mudanza.transfer.peer.JobPeers;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.received.ReceivedBundles;
import io.mudanza.transfer.send.LocalBundle;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.steps.Failures;
import io.mudanza.transfer.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Removes what an ended job left in this service, but for the parts that a later verification may want. Does nothing where nothing is left. */
@ApplicationScoped
class CleanUpStep implements StepHandler {

    /** Their parts are kept for a while: a later verification can name the rows that differ. */
    private static final Set<JobDirection> KEEPING = Set.of(JobDirection.PULL, JobDirection.IMPORT);

    private final TransferSettings settings;
    private final JobPeers peers;
    private final Uploads uploads;
    private final ReceivedBundles bundles;
    private final StagedMedia staged;
    private final LocalBundle sent;

    CleanUpStep(
            TransferSettings settings,
            JobPeers peers,
            Uploads uploads,
            ReceivedBundles bundles,
            StagedMedia staged,
            LocalBundle sent) {
        this.settings = settings;
        this.peers = peers;
        this.uploads = uploads;
        this.bundles = bundles;
        this.staged = staged;
        this.sent = sent;
    }

    @Override
    public StepKind kind() {
        return StepKind.CLEAN_UP;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        try {
            peers.release(context);
            // The file of a backup that was only looked at is restored next; nobody continuing it, it goes with its age.
            boolean kept = context.direction() == JobDirection.RESTORE && context.options().dryRun();
            if (!kept) {
                uploads.remove(context.jobId());
            }
            String upload = context.fact(StepFacts.UPLOAD_ID);
            if (upload != null && !kept) {
                uploads.remove(UUID.fromString(upload));
            }
            if (KEEPING.contains(context.direction())) {
                bundles.keep(context.jobId(), settings.keepReceived());
            } else {
                bundles.remove(context.jobId());
            }
            staged.discard(context.jobId());
            if (context.direction() == JobDirection.PUSH) {
                sent.remove(context);
            }
            return Map.of();
        } catch (SQLException unreachable) {
            throw new StepFailedException(
                    ProblemCode.SERVICE_UNAVAILABLE, "The node's own database does not answer; try again.",
                            unreachable);
        } catch (TransferProblem problem) {
            throw Failures.of(problem);
        } catch (IOException failed) {
            throw Failures.of(context, failed);
        }
    }
}
