package io.mudanza.gateway.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A problem document (RFC 9457).
 *
 * @param members further members, such as {@code holder} or {@code offset}
 */
@Schema(name = "Problem")
public record Problem(
        @Schema(examples = "urn:mudanza:problem:platform_busy") String type,
        String title,
        int status,
        @Schema(description = "Stable code", examples = "platform_busy") String code,
        @Schema(description = "What happened and what to do") String detail,
        String instance,
        @JsonProperty("trace_id") String traceId,
        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> members) {

    public Problem {
        detail = Redacted.of(detail);
        instance = Redacted.of(instance);
    }
}
