package io.mudanza.token.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;

/** A token as its owner sees it: everything but the secret. {@code status}: {@code active, expired, revoked}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TokenView(
        String id,
        String description,
        String permissions,
        String status,
        @JsonProperty("allowed_ips") List<String> allowedIps,
        @JsonProperty("allowed_domains") List<String> allowedDomains,
        @JsonRawValue String scope,
        @JsonProperty("created_by") String createdBy,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("expires_at") Instant expiresAt,
        @JsonProperty("revoked_at") Instant revokedAt,
        @JsonProperty("last_used_at") Instant lastUsedAt,
        @JsonProperty("not_enforced") List<String> notEnforced) {
}
