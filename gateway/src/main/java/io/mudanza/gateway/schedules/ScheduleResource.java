package io.mudanza.gateway.schedules;

import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.idempotency.Idempotency;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.requests.RequestJson;
import io.mudanza.gateway.requests.ScheduleRequest;
import io.mudanza.gateway.schedules.ScheduleView.ScheduleList;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exports that begin by themselves. */
@Path("/api/v1/migration/schedules")
@RunOnVirtualThread
@Tag(name = "schedules")
public class ScheduleResource {
    private static final String KEY = "Idempotency-Key";
    private static final int RUNS = 2000;

    private final Schedules schedules;
    private final ScheduleRepository repository;
    private final RequestJson json;
    private final Idempotency idempotency;
    private final SecurityIdentity caller;

    ScheduleResource(Schedules schedules, ScheduleRepository repository, RequestJson json, Idempotency idempotency,
            SecurityIdentity caller) {
        this.schedules = schedules;
        this.repository = repository;
        this.json = json;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Adds a schedule of exports")
    @RequestBody(required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ScheduleRequest.class)))
    @APIResponseSchema(value = ScheduleView.class, responseCode = "201")
    public Response add(byte[] body, @HeaderParam(KEY) String key) {
        ScheduleRequest request = json.read(body, ScheduleRequest.class);
        return idempotency.once(key, name(), "schedules", body, () -> {
            ScheduleEntity schedule = schedules.add(request, name());
            return Answer.of(201, "/api/v1/migration/schedules/" + schedule.id + "/",
                    ScheduleView.of(schedule, List.of()));
        }).response();
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "The schedules: next run, last outcome, exports that are kept")
    @APIResponseSchema(value = ScheduleList.class, responseCode = "200")
    public Response list() {
        return Answer.ok(QuarkusTransaction.requiringNew().call(() -> new ScheduleList(repository.all().stream()
                .map(schedule -> ScheduleView.of(schedule, repository.runs(schedule.id, RUNS)))
                .toList()))).response();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "A schedule, by id or name")
    @APIResponseSchema(value = ScheduleView.class, responseCode = "200")
    public Response show(@PathParam("id") String id) {
        return Answer.ok(QuarkusTransaction.requiringNew().call(() -> {
            ScheduleEntity schedule = schedules.known(id);
            return ScheduleView.of(schedule, repository.runs(schedule.id, RUNS));
        })).response();
    }

    @POST
    @Path("/{id}/run")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Begins a run of a schedule now", description = "409 while a run of it is on its way.")
    @APIResponse(responseCode = "202", description = "{job_id, status}")
    public Response run(@PathParam("id") String id, byte[] body, @HeaderParam(KEY) String key) {
        return idempotency.once(key, name(), "schedules/" + id + "/run", body, () -> {
            JobEntity job = schedules.runNow(id);
            return Answer.of(202, "/api/v1/migration/jobs/" + job.id + "/",
                    Map.of("job_id", job.id, "status", job.status().wire()));
        }).response();
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Removes a schedule, with exports=true the exports that it kept as well")
    @APIResponse(responseCode = "204", description = "Removed")
    public Response remove(@PathParam("id") String id, @QueryParam("exports") @DefaultValue("false") boolean exports) {
        schedules.remove(id, exports);
        return Response.noContent().build();
    }

    private String name() {
        return caller.getPrincipal().getName();
    }
}
