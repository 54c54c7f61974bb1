package io.mudanza.gateway.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of {@code POST pull/}. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "PullRequest", requiredProperties = {"source_url", "source_token"})
public record PullRequest(
        @Schema(description = "Address of the peer's gateway", examples = "https://prop.cl") String sourceUrl,
        @Schema(description = "Migration token of the peer with the permission read") String sourceToken,
        @Schema(implementation = String.class, description = "true, false, full, counts or none", defaultValue = "full")
                JsonNode verify,
        @Schema(defaultValue = "true") Boolean createCheckpoint,
        @Schema(defaultValue = "true") Boolean includeMedia,
        @Schema(defaultValue = "true") Boolean compress,
        @Schema(defaultValue = "auto", description = "auto, database-swap or in-place") String mode,
        @Schema(defaultValue = "false", description = "Replace data without a checkpoint") Boolean overwrite,
        @Schema(defaultValue = "false", description = "Only plan and check") Boolean dryRun,
        List<String> tables,
        List<String> exclude,
        @Schema(description = "Not part of this version: 501") String since,
        @Schema(description = "Not part of this version: 501") Boolean merge)
        implements PeerRequest {

    /** Where and with what the peer is asked. */
    public PeerAccess peer() {
        return new PeerAccess(
                Fields.required("source_url", sourceUrl, 2000), Fields.required("source_token", sourceToken, 500));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "PullRequest[" + sourceUrl + "]";
    }
}
