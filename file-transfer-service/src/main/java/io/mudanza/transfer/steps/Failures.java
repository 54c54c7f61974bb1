package io.mudanza.transfer.steps;

import io.mudanza.bundle.BundleException;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.peer.PeerFailure;
import io.mudanza.transfer.problem.BundleProblems;
import io.mudanza.transfer.problem.FullDisk;
import io.mudanza.transfer.problem.TransferProblem;
import java.io.IOException;

/** The failures of this service as failures of steps. */
public final class Failures {

    private Failures() {}

    /** Ends the step quietly when it was told to stop. */
    public static void checkStopped(StepContext context) throws InterruptedException {
        if (context.cancelled()) {
            throw new InterruptedException("the step was told to stop");
        }
    }

    /** A peer's failure; a peer that did not answer in time is {@code peer_unreachable}. */
    public static StepFailedException of(PeerFailure failure) {
        return new StepFailedException(failure.code(), failure.getMessage(), failure);
    }

    /** A request that is refused. */
    public static StepFailedException of(TransferProblem problem) {
        return new StepFailedException(problem.code(), problem.getMessage(), problem);
    }

    /** A failure of the disk or of the bundle. */
    public static StepFailedException of(StepContext context, IOException failure) throws InterruptedException {
        checkStopped(context);
        if (failure instanceof BundleException refused) {
            return new StepFailedException(BundleProblems.codeOf(refused), refused.getMessage(), refused);
        }
        if (FullDisk.is(failure)) {
            return new StepFailedException(
                    ProblemCode.STORE_FULL, "The disk of this node is full; make room, then start or resume the job.",
                            failure);
        }
        return new StepFailedException(
                ProblemCode.STORE_FAILED,
                "The data folder or the media folder of this node failed (" + failure.getClass().getSimpleName()
                        + "); see the log of the file-transfer service.",
                failure);
    }
}
