package io.mudanza.token.jwt;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** A JWT, the seconds that it lives from now on, and what time it is here: callers tell how far their clock is off. */
record SignedJwt(@JsonProperty("access_token") String accessToken, @JsonProperty("expires_in") long expiresIn, Instant now) {

    /** Without the JWT. */
    @Override
    public String toString() {
        return "SignedJwt[" + expiresIn + " s]";
    }
}
