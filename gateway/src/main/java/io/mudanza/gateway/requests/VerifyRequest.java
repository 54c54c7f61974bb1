package io.mudanza.gateway.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.TargetMode;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of {@code POST verify/}: compares this platform with what a job brought, or with a peer. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "VerifyRequest")
public record VerifyRequest(
        @Schema(description = "A job of this node: a pull, an import, an export") String jobId,
        @Schema(description = "A peer, instead of a job") String sourceUrl,
        @Schema(description = "Migration token of the peer with the permission read") String sourceToken,
        @Schema(implementation = String.class, description = "true, full or counts", defaultValue = "full")
                JsonNode verify,
        @Schema(defaultValue = "true") Boolean includeMedia,
        List<String> tables,
        List<String> exclude) {

    /** The job to verify, or empty where a peer is. */
    public Optional<UUID> subject() {
        boolean job = jobId != null;
        boolean peer = sourceUrl != null || sourceToken != null;
        if (job == peer) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.verify_subject");
        }
        return job ? Optional.of(Fields.uuid("job_id", jobId)) : Optional.empty();
    }

    public PeerAccess peer() {
        return new PeerAccess(
                Fields.required("source_url", sourceUrl, 2000), Fields.required("source_token", sourceToken, 500));
    }

    /** Checked options of the job; a comparison with a peer moves no rows. */
    public JobOptions options() {
        return new JobOptions(Fields.or(includeMedia, true), true, Fields.tables("tables", tables),
                Fields.tables("exclude", exclude), Fields.verify(verify), false, false, TargetMode.AUTO, false,
                jobId == null);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "VerifyRequest[" + jobId + ", " + sourceUrl + "]";
    }
}
