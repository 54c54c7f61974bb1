package io.mudanza.gateway.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.gateway.progress.TableReport;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A job as callers see it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "Job")
public record JobView(
        UUID id,
        @Schema(description = "The id again, by the name it has in commands") UUID jobId,
        @Schema(enumeration = {"export", "import", "pull", "push", "verify", "restore", "rollback"}) String direction,
        @Schema(enumeration = {"pending", "running", "verifying", "publishing", "completed", "failed", "rolling_back",
                "rolled_back", "cancelled"}) String status,
        @Schema(minimum = "0", maximum = "100") int progressPercent,
        String currentStep,
        @Schema(description = "What is being done right now") String activity,
        @Schema(enumeration = {"EQUAL", "DIFFERENT", "NOT_VERIFIED"}, nullable = true) String verdict,
        Instant createdAt,
        Instant startedAt,
        Instant completedAt,
        @Schema(description = "Seconds from start to end, or until now") Double durationSeconds,
        JobError error,
        @Schema(description = "Rows moved, once known") Long rows,
        @Schema(description = "Plain bytes moved, once known") Long bytes,
        @Schema(description = "Media files in the new state, once known") Long mediaFiles,
        long rowsDone,
        @Schema(description = "-1 when unknown") long rowsTotal,
        long bytesDone,
        @Schema(description = "-1 when unknown") long bytesTotal,
        long rowsPerSecond,
        long bytesPerSecond,
        @Schema(description = "null when nobody can know") Long etaSeconds,
        @Schema(implementation = JobOptionsView.class) JobOptions options,
        String checkpointId,
        @Schema(description = "The job that a rollback or a verification is about") String subjectJobId,
        @Schema(description = "Address of the peer, without credentials") String peerUrl,
        @Schema(description = "Plan of a dry run, a JSON object") Object plan,
        @Schema(description = "Where the certificate is, once there is one") String certificate,
        List<StepView> steps,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "In the detail of one job") List<TableReport> tables) {

    /** Why a job failed. */
    @Schema(name = "JobError")
    public record JobError(String code, String detail) {}

    /** A run of a step. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "Step")
    public record StepView(
            String kind,
            @Schema(enumeration = {"waiting", "sent", "running", "completed", "failed", "cancelled"}) String state,
            int attempt,
            Instant startedAt,
            Instant endedAt,
            JobError error) {}

    /** The options of a job, for the API's document. */
    @Schema(name = "JobOptions")
    public record JobOptionsView(
            boolean include_media,
            boolean compress,
            List<String> tables,
            List<String> exclude,
            @Schema(enumeration = {"full", "counts", "none"}) String verify,
            boolean create_checkpoint,
            boolean overwrite,
            @Schema(enumeration = {"auto", "database-swap", "in-place"}) String mode,
            boolean dry_run,
            boolean digest_only) {}
}
