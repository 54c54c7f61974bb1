package io.mudanza.token.issue;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * A new secret for a token.
 *
 * @param overlap   how long the old secret is good beside the new one, at most 24 h; {@code 1h} when null
 * @param expiresIn how long the token lives from now on; as long as before when null
 */
public record RotateRequest(
        String overlap, @JsonProperty("expires_in") String expiresIn, @JsonAnySetter Map<String, Object> unknown) {
}
