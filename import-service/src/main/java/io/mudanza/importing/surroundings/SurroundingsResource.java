package io.mudanza.importing.surroundings;

import io.mudanza.bundle.json.BundleJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** What this service stands on. */
@Path("/internal/importing/surroundings")
@RolesAllowed("internal")
@RunOnVirtualThread
public class SurroundingsResource {
    private final PlatformSurroundings surroundings;

    SurroundingsResource(PlatformSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** A finding on the wire. */
    private record Shown(String section, String name, String health, String value, Double millis, String action) {}

    @GET
    public Response look() throws InterruptedException {
        List<Shown> shown = surroundings.look().stream().map(found -> new Shown(found.section(), found.name(),
                found.health().wire(), found.value(), found.millis(), found.action())).toList();
        return Response.ok(BundleJson.write(Map.of("findings", shown)), MediaType.APPLICATION_JSON).build();
    }
}
