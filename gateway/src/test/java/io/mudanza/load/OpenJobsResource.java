package io.mudanza.load;

import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobFilter;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.view.JobView;
import io.mudanza.gateway.view.JobViews;
import io.mudanza.gateway.view.JobsResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The same as {@code GET jobs/}, for nobody in particular: only in tests, to be compared with. */
@Path("/open/jobs")
@RunOnVirtualThread
public class OpenJobsResource {
    private final JobRepository jobs;
    private final JobViews views;

    OpenJobsResource(JobRepository jobs, JobViews views) {
        this.jobs = jobs;
        this.views = views;
    }

    @GET
    @PermitAll
    @Transactional
    public Response list(@QueryParam("limit") int limit) {
        List<JobEntity> page = jobs.page(new JobFilter(null, null, null, null, null, null), limit + 1);
        List<JobView> shown = page.stream().limit(limit).map(job -> views.of(job, false, null)).toList();
        return Answer.ok(new JobsResource.JobPage(shown, null)).response();
    }
}
