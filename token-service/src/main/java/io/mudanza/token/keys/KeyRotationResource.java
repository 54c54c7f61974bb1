package io.mudanza.token.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jboss.logging.Logger;

/** A new key for internal JWTs, for the gateway: it has checked that its caller is an admin. */
@Path("/internal/token/keys/rotate")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("internal")
@RunOnVirtualThread
public class KeyRotationResource {

    private static final Logger LOG = Logger.getLogger(KeyRotationResource.class);

    private final SigningKeys keys;

    KeyRotationResource(SigningKeys keys) {
        this.keys = keys;
    }

    /** When the new key begins to sign. */
    public record Rotated(@JsonProperty("signs_from") Instant signsFrom) {
    }

    @POST
    public Rotated rotate(@QueryParam("at_once") @DefaultValue("false") boolean atOnce,
            @HeaderParam("X-Mudanza-Actor") @DefaultValue("unknown") String actor) {
        LOG.infof("Rotation of the signing key asked for by %s%s", actor.replaceAll("[^\\w-]", "?"),
                atOnce ? ", at once" : "");
        return new Rotated(keys.rotate(atOnce));
    }
}
