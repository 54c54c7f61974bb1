package io.mudanza.token.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * A new token, the only time that its secret is shown.
 *
 * @param notEnforced restrictions that were kept with the token and that this version does not enforce yet
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IssuedToken(
        String id,
        String token,
        String permissions,
        @JsonProperty("expires_at") Instant expiresAt,
        @JsonProperty("not_enforced") List<String> notEnforced) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "IssuedToken[" + id + " until " + expiresAt + "]";
    }
}
