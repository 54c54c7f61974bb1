package io.mudanza.gateway.health;

import io.mudanza.identity.ServiceJwt;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether this node can move something. */
@Path("/api/health")
@RunOnVirtualThread
@Tag(name = "health")
public class HealthResource {
    private final NodeHealth health;
    private final String node;
    private final ServiceJwt jwt;
    private final DoorCheck door;

    HealthResource(
            NodeHealth health,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node,
            ServiceJwt jwt,
            DoorCheck door) {
        this.door = door;
        this.health = health;
        this.node = node;
        this.jwt = jwt;
    }

    /** The health of a node. */
    @Schema(name = "Health")
    public record Health(
            @Schema(enumeration = {"UP", "DEGRADED", "DOWN"}) String status,
            String node,
            @Schema(description = "UP or DOWN by component") Map<String, String> components,
            @Schema(description = "How long each component took to answer") Map<String, Double> responseMs,
            @Schema(description = "redis, or memory where Redis is switched off") String cacheBackend,
            @Schema(description = "false: THE CERTIFICATES OF PEERS ARE NOT CHECKED") boolean verifySsl,
            @Schema(description = "What somebody should look at; mudanza check-infra says more") List<String> warnings,
            @Schema(description = "Seconds by which the clock of the token-service is ahead of the gateway's; 60 are borne")
                    double clockSkewSeconds) {}

    @GET
    @PermitAll
    @Operation(
            summary = "The health of the node",
            description = "DEGRADED: something is away that is not needed for everything. DOWN (503): database or Kafka is away.")
    @APIResponseSchema(value = Health.class, responseCode = "200")
    @APIResponse(responseCode = "503", description = "The same, status DOWN")
    public Response health() {
        Map<String, NodeHealth.Look> found = health.look();
        Map<String, String> components = new LinkedHashMap<>();
        Map<String, Double> times = new LinkedHashMap<>();
        found.forEach((name, look) -> {
            components.put(name, look.up() ? "UP" : "DOWN");
            times.put(name, look.millis());
        });
        boolean down = !found.get("database").up() || !found.get("kafka").up();
        String status = down ? "DOWN" : components.containsValue("DOWN") ? "DEGRADED" : "UP";
        List<String> warnings = door.verifiesPeers() ? List.of()
                : List.of("VERIFY_SSL IS FALSE: THE CERTIFICATES OF PEERS ARE NOT CHECKED");
        return Response.status(down ? 503 : 200)
                .type("application/json")
                .entity(ContractJson.write(new Health(status, node, components, times,
                        health.redisEnabled() ? "redis" : "memory", door.verifiesPeers(), warnings, jwt.skew().toMillis() / 1000.0)))
                .build();
    }
}
