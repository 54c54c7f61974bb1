package io.mudanza.gateway.view;

import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.jobs.StepEntity;
import io.mudanza.gateway.jobs.StepRepository;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.problem.ProblemText;
import io.mudanza.gateway.progress.ProgressLedger;
import io.mudanza.gateway.progress.StepReport;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.mudanza.messaging.cloudevent.MalformedEventException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts together what is shown of a job. Called in a transaction. */
@ApplicationScoped
public class JobViews {
    private final JobRepository jobs;
    private final StepRepository steps;
    private final ProgressLedger progress;

    JobViews(JobRepository jobs, StepRepository steps, ProgressLedger progress) {
        this.jobs = jobs;
        this.steps = steps;
        this.progress = progress;
    }

    /** @throws ProblemException not_found */
    public JobView of(UUID id, boolean withTables) {
        return of(id, withTables, null);
    }

    /**
     * A job for somebody who prefers a language.
     *
     * @param acceptLanguage as in HTTP; null for English
     * @throws ProblemException not_found
     */
    public JobView of(UUID id, boolean withTables, String acceptLanguage) {
        JobEntity job = jobs.findByIdOptional(id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "job.unknown", id));
        return of(job, withTables, acceptLanguage);
    }

    /** The same for a job that has been read. */
    public JobView of(JobEntity job, boolean withTables, String acceptLanguage) {
        try {
            List<StepEntity> runs = steps.ofJob(job.id);
            List<StepEntity> round = runs.stream().filter(step -> step.round == job.round).toList();
            JobFigures figures = new JobFigures(job, round, progress.ofJob(job.id));
            Map<String, Object> facts = job.facts();
            StepReport leading = figures.leading();
            boolean ended = job.status().ended();
            return new JobView(
                    job.id,
                    job.id,
                    job.direction().wire(),
                    job.status().wire(),
                    figures.percent(),
                    ended ? null : figures.currentStep().map(StepKind::wire).orElse(null),
                    ended ? null : leading.activity(),
                    job.verdict() == null ? null : job.verdict().name(),
                    job.createdAt,
                    job.startedAt,
                    job.completedAt,
                    duration(job),
                    error(job.errorCode, job.errorDetail, acceptLanguage),
                    number(facts, StepFacts.ROWS),
                    number(facts, StepFacts.BYTES),
                    number(facts, StepFacts.MEDIA_FILES),
                    leading.rowsDone(),
                    leading.rowsTotal(),
                    leading.bytesDone(),
                    leading.bytesTotal(),
                    ended ? 0 : Math.round(leading.rowRate()),
                    ended ? 0 : Math.round(leading.byteRate()),
                    ended ? null : leading.etaSeconds(),
                    job.options(),
                    text(facts, StepFacts.CHECKPOINT_ID),
                    text(facts, StepFacts.SUBJECT_JOB_ID),
                    text(facts, StepFacts.PEER_URL),
                    plan(facts),
                    job.certified ? "/api/v1/migration/jobs/" + job.id + "/certificate/" : null,
                    runs.stream().map(step -> step(step, acceptLanguage)).toList(),
                    withTables ? progress.tablesOf(job.id) : null);
        } catch (SQLException failure) {
            throw new IllegalStateException("the ledger cannot be read", failure);
        }
    }

    private static JobView.JobError error(String code, String detail, String acceptLanguage) {
        return code == null ? null : new JobView.JobError(code, ProblemText.told(code, detail, acceptLanguage));
    }

    private static JobView.StepView step(StepEntity step, String acceptLanguage) {
        return new JobView.StepView(
                step.kind().wire(),
                step.state().wire(),
                step.attempt,
                step.startedAt,
                step.endedAt,
                error(step.errorCode, step.errorDetail, acceptLanguage));
    }

    private static Double duration(JobEntity job) {
        if (job.startedAt == null) {
            return null;
        }
        Instant end = job.completedAt == null || job.status() == JobStatus.RUNNING ? Instant.now() : job.completedAt;
        return Duration.between(job.startedAt, end).toMillis() / 1000.0;
    }

    private static Long number(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof Number number ? (Long) number.longValue() : null;
    }

    private static String text(Map<String, Object> facts, String name) {
        return facts.get(name) == null ? null : facts.get(name).toString();
    }

    private static Object plan(Map<String, Object> facts) {
        String json = text(facts, StepFacts.PLAN);
        if (json == null) {
            return null;
        }
        try {
            return ContractJson.read(json.getBytes(StandardCharsets.UTF_8), Object.class);
        } catch (MalformedEventException plainText) {
            return json;
        }
    }
}
