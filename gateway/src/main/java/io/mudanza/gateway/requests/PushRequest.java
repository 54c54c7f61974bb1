package io.mudanza.gateway.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of {@code POST push/}. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "PushRequest", requiredProperties = {"target_url", "target_token"})
public record PushRequest(
        @Schema(description = "Address of the peer's gateway", examples = "https://prop.cl") String targetUrl,
        @Schema(description = "Migration token of the peer with the permission write") String targetToken,
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
                Fields.required("target_url", targetUrl, 2000), Fields.required("target_token", targetToken, 500));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "PushRequest[" + targetUrl + "]";
    }
}
