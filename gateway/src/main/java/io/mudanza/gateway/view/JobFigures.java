package io.mudanza.gateway.view;

import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.StepEntity;
import io.mudanza.gateway.jobs.StepState;
import io.mudanza.gateway.progress.StepReport;
import io.mudanza.gateway.saga.JobPlan;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One number for how far a whole job is, out of the reports of its steps. */
final class JobFigures {
    private static final StepReport NOTHING = new StepReport(null, 0, -1, 0, -1, 0, 0);

    private final JobEntity job;
    private final List<StepEntity> steps;
    private final Map<UUID, StepReport> reports;

    JobFigures(JobEntity job, List<StepEntity> steps, Map<UUID, StepReport> reports) {
        this.job = job;
        this.steps = steps;
        this.reports = reports;
    }

    /** 0 to 100; 100 only for a completed job. */
    int percent() {
        if (job.status() == JobStatus.COMPLETED) {
            return 100;
        }
        Map<StepKind, Double> done = new HashMap<>();
        for (StepEntity step : steps) {
            double fraction = step.state() == StepState.COMPLETED
                    ? 1
                    : step.state().active() ? reports.getOrDefault(step.id, NOTHING).fraction() : 0;
            done.merge(step.kind(), fraction, Math::max);
        }
        double all = 0;
        double sum = 0;
        for (List<StepKind> stage : JobPlan.of(job.direction(), job.options(), job.facts()).stages()) {
            for (StepKind kind : stage) {
                all += weight(kind);
                sum += weight(kind) * done.getOrDefault(kind, 0.0);
            }
        }
        return (int) Math.clamp(Math.floor(100 * sum / all), 0, 99);
    }

    /** The weightiest of the steps at work. */
    Optional<StepKind> currentStep() {
        return steps.stream()
                .filter(step -> step.state().active())
                .map(StepEntity::kind)
                .max(Comparator.comparingInt(JobFigures::weight));
    }

    /** The report that speaks for the job: of the step at work, else of the weightiest that reported. */
    StepReport leading() {
        Comparator<StepEntity> byWeight = Comparator.comparing((StepEntity step) -> step.state().active())
                .thenComparingInt(step -> weight(step.kind()))
                .thenComparingInt(step -> step.attempt);
        return steps.stream()
                .filter(step -> reports.containsKey(step.id))
                .max(byWeight)
                .map(step -> reports.get(step.id))
                .orElse(NOTHING);
    }

    private static int weight(StepKind kind) {
        return switch (kind) {
            case LOAD -> 45;
            case EXPORT, SEND -> 40;
            case FETCH -> 25;
            case VERIFY -> 18;
            case UNPACK -> 8;
            case STAGE_MEDIA, BACK_UP -> 6;
            case CONNECT, PREFLIGHT, MERGE_USERS, PUBLISH, CERTIFY, ROLL_BACK -> 2;
            case DISCARD, CLEAN_UP -> 1;
        };
    }
}
