package io.mudanza.gateway.backups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.jobs.JobCursor;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobFilter;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists backups and their restores. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMIN)
@Tag(name = "backups")
public class BackupListResource {
    private static final int MOST = 200;
    private static final int PAGE = 200;
    /** So many jobs are looked through for those of one status. */
    private static final int LOOKED_AT = 2_000;

    private final JobRepository jobs;
    private final BackupJobs backups;

    BackupListResource(JobRepository jobs, BackupJobs backups) {
        this.jobs = jobs;
        this.backups = backups;
    }

    /** Backup jobs, newest first. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "BackupJobList")
    public record BackupJobList(List<BackupJob> jobs, @Schema(description = "How many are listed") int total) {}

    @GET
    @Path("/backup-jobs")
    @Transactional
    @Operation(summary = "Backup jobs, newest first")
    @APIResponseSchema(BackupJobList.class)
    public Response list(
            @QueryParam("status") String status, @QueryParam("limit") String limit, @Context HttpHeaders headers) {
        if (status != null && !BackupJobs.isStatus(status)) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", "status",
                    "uploading, uploaded, validating, restoring, completed or failed");
        }
        int most = limit(limit);
        String language = headers.getHeaderString("Accept-Language");
        List<BackupJob> found = new ArrayList<>();
        JobCursor after = null;
        for (int seen = 0; seen < LOOKED_AT && found.size() < most; seen += PAGE) {
            List<JobEntity> page = jobs.page(new JobFilter(null, JobDirection.RESTORE, null, null, after, null), PAGE);
            for (JobEntity job : page) {
                if (found.size() < most && (status == null || BackupJobs.mayBe(job.status(), status))) {
                    BackupJob shown = backups.of(job, language);
                    if (status == null || shown.status().equals(status)) {
                        found.add(shown);
                    }
                }
            }
            if (page.size() < PAGE) {
                break;
            }
            after = new JobCursor(page.getLast().createdAt, page.getLast().id);
        }
        return Answer.ok(new BackupJobList(found, found.size())).response();
    }

    private static int limit(String text) {
        try {
            int limit = text == null ? 20 : Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException malformed) {
            // Answered below like a number out of range.
        }
        throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", "limit", "1 to " + MOST);
    }
}
