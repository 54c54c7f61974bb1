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
            @Schema(implementation = NewScope.class) JsonNode scope,
            @Schema(description = "Token that it ends with; the one that asks when left out") String parent) {}

    /** To what a token is limited. What is not named is not given. */
    @Schema(name = "Scope")
    public record NewScope(
            @Schema(description = "Id of the only job") String job,
            @Schema(description = "schema.table or schema.*") List<String> tables,
            @Schema(description = "Folder of media keys; empty for all media") String media) {}

    /** A new secret for a token. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "Rotation")
    public record Rotation(
            @Schema(description = "How long the old secret is good beside the new one", defaultValue = "1h", examples = "30m")
                    String overlap,
            @Schema(description = "How long the token lives from now on; as long as before when left out", examples = "24h")
                    String expiresIn) {}

    /** When a new key begins to sign. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "KeyRotation")
    public record KeyRotation(Instant signsFrom) {}

    /** A new token with its secret. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "IssuedToken")
    public record IssuedToken(
            String id,
            String token,
            String permissions,
            Instant expiresAt,
            @Schema(description = "After a rotation: until when the old secret is good") Instant oldSecretUntil) {}

    /** A JWT for requests by Kafka. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "Session")
    public record Session(String accessToken, long expiresIn) {}
}
