package io.mudanza.token.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A new secret, the only time that it is shown.
 *
 * @param oldSecretUntil until when the secret before a rotation is good; null for a new token
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IssuedToken(
        String id,
        String token,
        String permissions,
        @JsonProperty("expires_at") Instant expiresAt,
        @JsonProperty("old_secret_until") Instant oldSecretUntil) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "IssuedToken[" + id + " until " + expiresAt + "]";
    }
}
