package io.mudanza.token.jwt;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A JWT and the seconds that it lives from now on. */
record SignedJwt(@JsonProperty("access_token") String accessToken, @JsonProperty("expires_in") long expiresIn) {

    /** Without the JWT. */
    @Override
    public String toString() {
        return "SignedJwt[" + expiresIn + " s]";
    }
}
