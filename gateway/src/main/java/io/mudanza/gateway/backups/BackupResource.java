package io.mudanza.gateway.backups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.idempotency.Idempotency;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.problem.ProblemText;
import io.mudanza.gateway.requests.RequestJson;
import io.mudanza.gateway.saga.JobDesk;
import io.mudanza.gateway.saga.NewJob;
import io.mudanza.gateway.view.JobIds;
import io.mudanza.messaging.cloudevent.TimeOrderedId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Restores uploaded backups, and tells how far that is. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMIN)
@Tag(name = "backups")
public class BackupResource {
    private final BackupUploads uploads;
    private final BackupJobs backups;
    private final JobDesk desk;
    private final RequestJson json;
    private final Idempotency idempotency;
    private final SecurityIdentity caller;

    BackupResource(
            BackupUploads uploads, BackupJobs backups, JobDesk desk, RequestJson json, Idempotency idempotency,
            SecurityIdentity caller) {
        this.uploads = uploads;
        this.backups = backups;
        this.desk = desk;
        this.json = json;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** What a started restore answers. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "StartedRestore")
    public record StartedRestore(boolean success, UUID jobId, String status, String message) {}

    @POST
    @Path("/restore-backup/{job_id}")
    @Consumes("*/*")
    @Operation(
            summary = "Restores an uploaded backup",
            description = "Needs {\"confirm\": true}. The backup is validated before anything is touched. A dry run ends after that"
                    + " and keeps the file: the call may be made again for it, and answers the id of a new job.")
    @RequestBody(required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RestoreRequest.class)))
    @APIResponseSchema(value = StartedRestore.class, responseCode = "200")
    public Response restore(
            @PathParam("job_id") String id, byte[] body, @HeaderParam("Idempotency-Key") String key,
            @Context HttpHeaders headers) {
        UUID job = JobIds.of(id);
        RestoreRequest request = json.read(body, RestoreRequest.class);
        request.check();
        String language = headers.getHeaderString("Accept-Language");
        JobEntity known = QuarkusTransaction.requiringNew().call(() -> backups.required(job));
        if (known.status() == JobStatus.PENDING) {
            BackupUploads.Stand stand = uploads.state(job);
            if (!stand.complete()) {
                throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "restore.incomplete", stand.offset());
            }
        }
        return idempotency.once(key, name(), "restore-backup/" + job, body, () -> {
            JobEntity started = begin(backups.required(job), request);
            return Answer.ok(new StartedRestore(true, started.id, "restoring",
                    ProblemText.sentence("restore.started", language)));
        }).response();
    }

    private JobEntity begin(JobEntity job, RestoreRequest request) {
        JobOptions options = request.options(job.options(), job.facts());
        if (job.status() != JobStatus.COMPLETED || !job.options().dryRun()) {
            return desk.start(job.id, options, request.facts());
        }
        Map<String, Object> facts = new HashMap<>();
        for (String name : new String[] {
            StepFacts.ORIGINAL_FILENAME, StepFacts.UPLOAD_BYTES, StepFacts.RESTORE_SQL, StepFacts.SAFETY_BACKUP
        }) {
            if (job.facts().get(name) != null) {
                facts.put(name, job.facts().get(name));
            }
        }
        facts.put(StepFacts.UPLOAD_ID, String.valueOf(job.facts().getOrDefault(StepFacts.UPLOAD_ID, job.id.toString())));
        facts.putAll(request.facts());
        return desk.run(new NewJob(TimeOrderedId.next(), JobDirection.RESTORE, options, facts, name(), null));
    }

    @GET
    @Path("/restore-status/{job_id}")
    @Transactional
    @Operation(summary = "How far a restore is")
    @APIResponseSchema(BackupJob.class)
    public Response status(@PathParam("job_id") String id, @Context HttpHeaders headers) {
        return Answer.ok(backups.of(backups.required(JobIds.of(id)), headers.getHeaderString("Accept-Language"))).response();
    }

    private String name() {
        return caller.getPrincipal().getName();
    }
}
