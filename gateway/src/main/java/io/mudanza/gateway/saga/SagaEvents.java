package io.mudanza.gateway.saga;

import io.mudanza.contracts.event.EventType;
import io.mudanza.contracts.event.JobChanged;
import io.mudanza.contracts.event.JobRefused;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.CancelCommand;
import io.mudanza.contracts.step.StepCommand;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.contracts.step.Worker;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobEventRepository;
import io.mudanza.gateway.jobs.StepEntity;
import io.mudanza.gateway.jobs.StepState;
import io.mudanza.gateway.outbox.GatewayOutbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the saga says to the workers, to the world, and to the job's log. */
@ApplicationScoped
class SagaEvents {
    private final GatewayOutbox outbox;
    private final JobEventRepository log;
    private final Event<JobMoved> moved;

    SagaEvents(GatewayOutbox outbox, JobEventRepository log, Event<JobMoved> moved) {
        this.outbox = outbox;
        this.log = log;
        this.moved = moved;
    }

    void send(JobEntity job, StepEntity step) {
        StepKind kind = step.kind();
        step.state(StepState.SENT);
        step.sentAt = Instant.now();
        outbox.toWorker(kind.worker(), EventType.STEP_COMMAND, job.id,
                new StepCommand(job.id, step.id, kind, job.direction(), job.options(), job.facts()));
    }

    void cancel(JobEntity job, Worker worker) {
        outbox.toWorker(worker, EventType.CANCEL_COMMAND, job.id, new CancelCommand(job.id));
    }

    void accepted(JobEntity job) {
        note(job, LogLevel.INFO, null, "job", "The job was accepted.");
        moved.fire(new JobMoved(job.id));
        outbox.toEvents(EventType.JOB_ACCEPTED, job.id.toString(), changedEvent(job));
    }

    void changed(JobEntity job, String message) {
        LogLevel level = job.errorCode == null
                ? LogLevel.INFO
                : job.errorCode.equals(ProblemCode.CANCELLED.wire()) ? LogLevel.WARNING : LogLevel.ERROR;
        note(job, level, null, "job", message);
        moved.fire(new JobMoved(job.id));
        outbox.toEvents(EventType.JOB_CHANGED, job.id.toString(), changedEvent(job));
    }

    void refused(String requestId, String code, String detail) {
        outbox.toEvents(EventType.JOB_REFUSED, requestId, new JobRefused(requestId, code, detail));
    }

    void step(JobEntity job, StepKind kind, LogLevel level, String message) {
        note(job, level, kind == null ? null : kind.wire(), kind == null ? "job" : "step", message);
    }

    void log(JobEntity job, StepKind kind, LogLevel level, String message) {
        log.add(job.id, "log", level, kind == null ? null : kind.wire(), message, Map.of());
    }

    private void note(JobEntity job, LogLevel level, String step, String type, String message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", job.status().wire());
        if (job.verdict() != null) {
            data.put("verdict", job.verdict().name());
        }
        if (job.errorCode != null) {
            data.put("error", Map.of("code", job.errorCode, "detail", String.valueOf(job.errorDetail)));
        }
        log.add(job.id, type, level, step, message, data);
    }


    private static JobChanged changedEvent(JobEntity job) {
        return new JobChanged(job.id, job.requestId, job.direction(), job.status(), job.verdict(), job.errorCode,
                job.errorDetail);
    }
}
