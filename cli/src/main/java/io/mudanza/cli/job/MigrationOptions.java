package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.contracts.job.TargetMode;
import io.mudanza.contracts.job.VerifyLevel;
import io.mudanza.contracts.problem.ProblemCode;
import picocli.CommandLine.Option;

/** How a platform arrives at its target: shared by pull, push, import and copy. */
public final class MigrationOptions {

    @Option(
            names = "--verify",
            arity = "0..1",
            fallbackValue = "full",
            defaultValue = "full",
            paramLabel = "full|counts|none",
            description = "How much is compared before it becomes visible; full unless told otherwise.")
    private String verify;

    @Option(
            names = "--create-checkpoint",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Keep the old state so that rollback can put it back; kept unless told otherwise.")
    private boolean createCheckpoint;

    @Option(names = "--overwrite", description = "Replace a target that holds data although no checkpoint is kept.")
    private boolean overwrite;

    @Option(
            names = "--mode",
            defaultValue = "auto",
            paramLabel = "auto|database-swap|in-place",
            description = "How the new state reaches the target.")
    private String mode;

    /** How much is compared. */
    public VerifyLevel verify() {
        try {
            return VerifyLevel.ofWire(verify);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--verify is full, counts or none.", e);
        }
    }

    /** How the new state reaches the target. */
    public TargetMode mode() {
        try {
            return TargetMode.ofWire(mode);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--mode is auto, database-swap or in-place.", e);
        }
    }

    public boolean createCheckpoint() {
        return createCheckpoint;
    }

    public boolean overwrite() {
        return overwrite;
    }

    /** True when nothing could put the old state back. */
    public boolean irreversible() {
        return overwrite && !createCheckpoint;
    }

    /** The members of the request. */
    public ObjectNode json() {
        return JsonText.MAPPER.createObjectNode()
                .put("verify", verify().wire())
                .put("create_checkpoint", createCheckpoint)
                .put("overwrite", overwrite)
                .put("mode", mode().wire());
    }
}
