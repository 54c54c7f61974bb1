package io.mudanza.gateway.schedules;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.crash.CrashPoint;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.requests.ScheduleRequest;
import io.mudanza.gateway.requests.Timetable;
import io.mudanza.gateway.saga.JobDesk;
import io.mudanza.gateway.saga.NewJob;
import io.mudanza.gateway.schedules.ScheduleRepository.Run;
import io.mudanza.messaging.cloudevent.TimeOrderedId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Adds, removes and runs schedules. */
@ApplicationScoped
class Schedules {

    private static final Logger LOG = Logger.getLogger(Schedules.class);

    /** More than retention ever keeps. */
    private static final int ALL = 2000;

    private final ScheduleRepository schedules;
    private final JobDesk desk;
    private final NodeHttp node;

    Schedules(ScheduleRepository schedules, JobDesk desk, NodeHttp node) {
        this.schedules = schedules;
        this.desk = desk;
        this.node = node;
    }

    /** In the transaction of the caller. */
    ScheduleEntity add(ScheduleRequest request, String caller) {
        Timetable timetable = request.timetable();
        ScheduleEntity schedule = new ScheduleEntity();
        schedule.id = TimeOrderedId.next();
        schedule.name = Optional.ofNullable(request.checkedName())
                .orElse("export-" + schedule.id.toString().substring(24));
        schedule.cron = timetable.cron();
        schedule.timeZone = timetable.zone();
        schedule.jobOptions(request.options());
        schedule.keep = request.keepNumber();
        schedule.keepDays = request.keptDays();
        schedule.createdBy = caller;
        schedule.createdAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        schedule.nextRunAt = timetable.after(schedule.createdAt).orElseThrow();
        if (schedules.named(schedule.name).isPresent()) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "schedule.exists", schedule.name);
        }
        schedules.persist(schedule);
        schedules.flush();
        return schedule;
    }

    /** By id or name; in the transaction of the caller. */
    ScheduleEntity known(String text) {
        return schedules.named(text).orElseThrow(() -> new ProblemException(
                ProblemCode.NOT_FOUND, "schedule.unknown", text.length() > 60 ? text.substring(0, 60) : text));
    }

    /** Begins a run now, unless one is on its way; in the transaction of the caller. */
    JobEntity runNow(String text) {
        ScheduleEntity schedule = schedules.locked(known(text).id).orElseThrow();
        Optional<Run> running = running(schedule);
        if (running.isPresent()) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "schedule.running", running.get().run().jobId);
        }
        return begin(schedule, Instant.now(), true);
    }

    /** Begins one run that is due. However many times were missed, it is begun once. @return whether one was due */
    boolean runDue() {
        boolean was = QuarkusTransaction.requiringNew().call(() -> {
            Optional<ScheduleEntity> due = schedules.takeDue();
            due.ifPresent(schedule -> {
                Instant planned = schedule.nextRunAt;
                // Later than the planned time too: this machine's clock may be behind that of the database.
                Instant now = Instant.now().isBefore(planned) ? planned : Instant.now();
                schedule.nextRunAt = schedule.timetable().after(now).orElse(Instant.parse("9999-01-01T00:00:00Z"));
                Optional<Run> running = running(schedule);
                if (running.isPresent()) {
                    schedule.lastSkip = "The run of " + planned + " was left out: the export of job "
                            + running.get().run().jobId + " was still on its way.";
                    LOG.warnf("schedule %s: %s", schedule.name, schedule.lastSkip);
                } else {
                    begin(schedule, planned, false);
                    CrashPoint.reached("schedule:before-commit");
                }
            });
            return due.isPresent();
        });
        if (was) {
            CrashPoint.reached("schedule:committed");
        }
        return was;
    }

    private JobEntity begin(ScheduleEntity schedule, Instant planned, boolean byHand) {
        JobEntity job = desk.run(new NewJob(TimeOrderedId.next(), JobDirection.EXPORT, schedule.jobOptions(),
                Map.of(StepFacts.KEPT, true), schedule.createdBy, null));
        ScheduleRunEntity run = new ScheduleRunEntity();
        run.jobId = job.id;
        run.scheduleId = schedule.id;
        run.plannedAt = planned;
        run.begunAt = Instant.now();
        run.byHand = byHand;
        schedules.began(run);
        schedule.lastSkip = null;
        LOG.infof("schedule %s: job %s begins, planned for %s", schedule.name, job.id, planned);
        return job;
    }

    private Optional<Run> running(ScheduleEntity schedule) {
        return schedules.runs(schedule.id, 1).stream().filter(run -> !run.job().status().ended()).findFirst();
    }

    /** Removes what retention no longer keeps. */
    void removeOutdated() {
        List<Run> outdated = QuarkusTransaction.requiringNew().call(() -> schedules.all().stream()
                .flatMap(schedule -> Retention.outdated(schedule, schedules.runs(schedule.id, ALL), Instant.now()).stream())
                .toList());
        outdated.forEach(run -> removeExport(run.run().jobId));
    }

    /** @param withExports whether the exports that it kept go as well */
    void remove(String text, boolean withExports) {
        List<Run> kept = QuarkusTransaction.requiringNew().call(() -> {
            ScheduleEntity schedule = schedules.locked(known(text).id).orElseThrow();
            List<Run> runs = Retention.kept(schedules.runs(schedule.id, ALL));
            schedules.delete(schedule);
            return runs;
        });
        if (withExports) {
            kept.forEach(run -> removeExport(run.run().jobId));
        }
    }

    private void removeExport(UUID job) {
        try {
            node.json(NodeService.EXPORTING, "DELETE", "/internal/exporting/jobs/" + job, null, Map.of());
            LOG.infof("the export of job %s is removed", job);
        } catch (ProblemException refused) {
            if (refused.code() != ProblemCode.NOT_FOUND) {
                LOG.warnf("the export of job %s is removed later (%s)", job, refused.code().wire());
                return;
            }
        }
        QuarkusTransaction.requiringNew().run(() -> schedules.removed(job, Instant.now()));
    }
}
