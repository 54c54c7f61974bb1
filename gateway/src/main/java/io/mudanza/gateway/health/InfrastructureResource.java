package io.mudanza.gateway.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.infra.Finding;
import io.mudanza.infra.Findings;
import io.mudanza.infra.Health;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The whole infrastructure, with what to do about each thing that is not well. For administrators: it names addresses and roles. */
@Path("/api/v1/migration/infrastructure")
@RunOnVirtualThread
@Tag(name = "infrastructure")
public class InfrastructureResource {
    private final InfrastructureCheck check;
    private final DoorCheck door;
    private final String node;

    InfrastructureResource(InfrastructureCheck check, DoorCheck door,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node) {
        this.check = check;
        this.door = door;
        this.node = node;
    }

    /** What was found about one thing. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "InfrastructureFinding")
    record Found(
            String name,
            @Schema(enumeration = {"ok", "warning", "failed"}) String health,
            String value,
            @Schema(description = "How long it took") Double millis,
            @Schema(description = "What to do; absent when all is well") String action) {}

    /** Things that belong together. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "InfrastructureSection")
    record Section(String section, String health, List<Found> findings) {}

    /** The whole. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "Infrastructure")
    record Whole(
            String node, @Schema(enumeration = {"ok", "warning", "failed"}) String health, Instant checkedAt, double millis,
            @Schema(description = "false: certificates of peers are not checked") boolean verifySsl, List<Section> sections) {}

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Looks at everything that the node stands on",
            description = "PostgreSQL of node and platform, pg_dump, Redis, Kafka, services, stores, memory, certificates. Always 200:"
                    + " health says how it is.")
    @APIResponseSchema(value = Whole.class, responseCode = "200")
    public Response look() {
        long since = System.nanoTime();
        Map<String, List<Finding>> sections = new LinkedHashMap<>();
        check.look().forEach(found -> sections.computeIfAbsent(found.section(), name -> new ArrayList<>()).add(found));
        List<Section> shown = sections.entrySet().stream().map(each -> new Section(each.getKey(),
                worst(each.getValue()).wire(), each.getValue().stream().map(InfrastructureResource::shown).toList())).toList();
        Health whole = sections.values().stream().map(InfrastructureResource::worst).reduce(Health.OK, Health::and);
        return Answer.ok(new Whole(node, whole.wire(), Instant.now(), Findings.millis(since), door.verifiesPeers(), shown))
                .response();
    }

    private static Health worst(List<Finding> findings) {
        return findings.stream().map(Finding::health).reduce(Health.OK, Health::and);
    }

    private static Found shown(Finding found) {
        return new Found(found.name(), found.health().wire(), found.value(), found.millis(), found.action());
    }
}
