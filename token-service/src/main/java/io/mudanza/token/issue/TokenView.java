package io.mudanza.token.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * A token as its owner sees it: everything but the secret. {@code status}: {@code active, expired, revoked, used_up}.
 * {@code old_secret_until} is there after a rotation, as long as the secret before it is good.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TokenView(
        String id,
        String description,
        String permissions,
        String status,
        @JsonProperty("allowed_ips") List<String> allowedIps,
        @JsonProperty("allowed_domains") List<String> allowedDomains,
        JsonNode scope,
        String parent,
        @JsonProperty("max_uses") Integer maxUses,
        Integer uses,
        @JsonProperty("created_by") String createdBy,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("expires_at") Instant expiresAt,
        @JsonProperty("revoked_at") Instant revokedAt,
        @JsonProperty("rotated_at") Instant rotatedAt,
        @JsonProperty("old_secret_until") Instant oldSecretUntil,
        @JsonProperty("last_used_at") Instant lastUsedAt) {
}
