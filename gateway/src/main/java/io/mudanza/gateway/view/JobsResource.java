package io.mudanza.gateway.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Fence;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.jobs.JobCursor;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobEventEntity;
import io.mudanza.gateway.jobs.JobEventRepository;
import io.mudanza.gateway.jobs.JobFilter;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Jobs, and what happened to them. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@Tag(name = "jobs")
public class JobsResource {
    private static final int MOST = 200;

    private final JobRepository jobs;
    private final JobEventRepository events;
    private final JobViews views;
    private final Fence fence;
    private final SecurityIdentity caller;

    JobsResource(
            JobRepository jobs, JobEventRepository events, JobViews views, Fence fence, SecurityIdentity caller) {
        this.jobs = jobs;
        this.events = events;
        this.views = views;
        this.fence = fence;
        this.caller = caller;
    }

    /** A page of jobs. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "JobPage")
    public record JobPage(List<JobView> jobs, @Schema(description = "null on the last page") String nextCursor) {}

    /** A line of a job's log. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "LogLine")
    public record LogLine(
            long seq,
            Instant at,
            @Schema(enumeration = {"debug", "info", "warning", "error"}) String level,
            String step,
            String message) {}

    /** A page of a job's log. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "LogPage")
    public record LogPage(List<LogLine> logs, @Schema(description = "null at the end") Long nextAfter) {}

    @GET
    @Path("/jobs")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Transactional
    @Operation(summary = "Jobs, newest first", description = "Dates are RFC 3339 or YYYY-MM-DD (UTC).")
    @APIResponseSchema(JobPage.class)
    public Response list(
            @QueryParam("status") String status,
            @QueryParam("direction") String direction,
            @QueryParam("since") String since,
            @QueryParam("until") String until,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @Context HttpHeaders headers) {
        int most = limit(limit, 20);
        JobFilter filter = new JobFilter(
                parameter("status", status, JobStatus::ofWire),
                parameter("direction", direction, JobDirection::ofWire),
                parameter("since", since, JobsResource::time),
                parameter("until", until, JobsResource::time),
                parameter("cursor", cursor, JobCursor::of),
                fence.listed().map(ids -> new JobFilter.Seen(caller.getPrincipal().getName(), ids)).orElse(null));
        List<JobEntity> found = jobs.page(filter, most + 1);
        boolean more = found.size() > most;
        List<JobEntity> page = more ? found.subList(0, most) : found;
        String next = more ? new JobCursor(page.getLast().createdAt, page.getLast().id).text() : null;
        return Answer.ok(new JobPage(page.stream().map(job -> views.of(job, false, language(headers))).toList(), next)).response();
    }

    @GET
    @Path("/jobs/{job_id}")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Transactional
    @Operation(summary = "A job")
    @APIResponseSchema(JobView.class)
    public Response get(@PathParam("job_id") String id, @Context HttpHeaders headers) {
        return Answer.ok(views.of(seen(id), true, language(headers))).response();
    }

    @GET
    @Path("/export-status/{job_id}")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Transactional
    @Operation(summary = "How far an export is", description = "The same as jobs/{job_id}/.")
    @APIResponseSchema(JobView.class)
    public Response exportStatus(@PathParam("job_id") String id, @Context HttpHeaders headers) {
        return get(id, headers);
    }

    @GET
    @Path("/jobs/{job_id}/logs")
    @RolesAllowed({Roles.READ, Roles.FENCED_READ})
    @Transactional
    @Operation(summary = "A job's log", description = "level is the lowest that is shown; after the seq to go on from.")
    @APIResponseSchema(LogPage.class)
    public Response logs(
            @PathParam("job_id") String id,
            @QueryParam("level") String level,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit) {
        JobView job = views.of(seen(id), false);
        int most = limit(limit, 100);
        LogLevel lowest = level == null ? LogLevel.DEBUG : parameter("level", level, LogLevel::ofWire);
        List<String> levels = Arrays.stream(LogLevel.values())
                .filter(known -> known.compareTo(lowest) >= 0)
                .map(LogLevel::wire)
                .toList();
        long from = after == null ? 0 : parameter("after", after, Long::valueOf);
        List<JobEventEntity> found = events.after(job.id(), from, levels, most + 1);
        boolean more = found.size() > most;
        List<LogLine> lines = found.stream()
                .limit(most)
                .map(event -> new LogLine(event.seq, event.at, event.level, event.step, event.message))
                .toList();
        return Answer.ok(new LogPage(lines, more ? lines.getLast().seq() : null)).response();
    }

    private UUID seen(String id) {
        UUID job = JobIds.of(id);
        fence.job(job);
        return job;
    }

    private static String language(HttpHeaders headers) {
        return headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
    }

    private static int limit(String text, int otherwise) {
        int limit = text == null ? otherwise : parameter("limit", text, Integer::valueOf);
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", "limit", "1 to " + MOST);
        }
        return limit;
    }

    private static <T> T parameter(String name, String text, Function<String, T> read) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return read.apply(text);
        } catch (RuntimeException malformed) {
            String shown = text.length() > 50 ? text.substring(0, 50) : text;
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", name, shown);
        }
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeParseException noTime) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
    }
}
