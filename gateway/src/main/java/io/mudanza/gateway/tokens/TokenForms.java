package io.mudanza.gateway.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The forms of tokens in the API. Values are checked by the token-service. */
public final class TokenForms {
    private TokenForms() {}

    /** What is asked for. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "NewToken")
    public record NewToken(
            String description,
            @Schema(implementation = String.class, description = "read, write, read_write or admin; or a list") JsonNode permissions,
            @Schema(implementation = String.class, examples = "24h") JsonNode expiresIn,
            List<String> allowedIps,
            List<String> allowedDomains,
            Boolean singleUse,
            Integer maxUses,
            @Schema(implementation = Object.class) JsonNode scope) {}

    /** A new token with its secret. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "IssuedToken")
    public record IssuedToken(String id, String token, List<String> permissions, Instant expiresAt) {}

    /** A JWT for requests by Kafka. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "Session")
    public record Session(String accessToken, long expiresIn) {}
}
