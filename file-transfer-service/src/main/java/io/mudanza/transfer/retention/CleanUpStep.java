package io.mudanza.transfer.retention;

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
import io.mudanza.transfer.steps.Failures;
import io.mudanza.transfer.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** Removes what an ended job left in this service. Does nothing where nothing is left. */
@ApplicationScoped
class CleanUpStep implements StepHandler {

    private final JobPeers peers;
    private final Uploads uploads;
    private final ReceivedBundles bundles;
    private final StagedMedia staged;

    CleanUpStep(JobPeers peers, Uploads uploads, ReceivedBundles bundles, StagedMedia staged) {
        this.peers = peers;
        this.uploads = uploads;
        this.bundles = bundles;
        this.staged = staged;
    }

    @Override
    public StepKind kind() {
        return StepKind.CLEAN_UP;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        try {
            peers.release(context.jobId());
            uploads.remove(context.jobId());
            String upload = context.fact(StepFacts.UPLOAD_ID);
            if (upload != null) {
                uploads.remove(UUID.fromString(upload));
            }
            bundles.remove(context.jobId());
            staged.discard(context.jobId());
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
