package io.mudanza.gateway.schedules;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Looks what is due. Every replica looks; the lock of the schedule decides who begins a run. */
@ApplicationScoped
public class ScheduleClock {

    private static final Logger LOG = Logger.getLogger(ScheduleClock.class);

    private final Schedules schedules;

    ScheduleClock(Schedules schedules) {
        this.schedules = schedules;
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP, identity = "gateway-schedules")
    void begin() {
        try {
            while (schedules.runDue()) {
                LOG.debug("another schedule may be due");
            }
        } catch (RuntimeException failure) {
            LOG.warn("what is due by schedule is tried again", failure);
        }
    }

    /** Removes the exports that the retention of their schedule no longer keeps. */
    @Scheduled(every = "60s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP,
            identity = "gateway-schedule-retention")
    public void removeOutdated() {
        try {
            schedules.removeOutdated();
        } catch (RuntimeException failure) {
            LOG.warn("outdated exports are removed later", failure);
        }
    }
}
