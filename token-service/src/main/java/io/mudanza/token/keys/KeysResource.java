package io.mudanza.token.keys;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The public keys, for everybody: they check what this service signs and can sign nothing. */
@Path("/internal/token/jwks")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
public class KeysResource {

    private final SigningKeys keys;

    KeysResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    public KeySet keys() {
        return keys.shown();
    }
}
