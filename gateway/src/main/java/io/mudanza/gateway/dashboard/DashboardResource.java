package io.mudanza.gateway.dashboard;

import io.mudanza.coordination.cache.Caches;
import io.mudanza.gateway.access.Roles;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Looked at by everybody, all the time: counted once in five seconds, and when the status of a job changes. */
@Path("/api/v1/migration/dashboard")
@RunOnVirtualThread
@Tag(name = "jobs")
public class DashboardResource {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JobTotals totals;
    private final Caches caches;

    DashboardResource(JobTotals totals, Caches caches) {
        this.totals = totals;
        this.caches = caches;
    }

    @GET
    @RolesAllowed(Roles.READ)
    @Operation(summary = "All jobs in figures", description = "At most five seconds old: as_of says when it was counted.")
    @APIResponseSchema(value = Dashboard.class, responseCode = "200")
    public Response show() {
        return Response.ok(caches.standard().get("dashboard_jobs", FRESH, this::count)).type("application/json").build();
    }

    private String count() {
        try {
            return new String(ContractJson.write(totals.count()), StandardCharsets.UTF_8);
        } catch (SQLException away) {
            throw new IllegalStateException("the ledger cannot be counted", away);
        }
    }
}
