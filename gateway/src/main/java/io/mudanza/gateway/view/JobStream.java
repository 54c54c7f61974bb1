package io.mudanza.gateway.view;

import io.mudanza.gateway.jobs.JobEventEntity;
import io.mudanza.gateway.jobs.JobEventRepository;
import io.mudanza.gateway.saga.JobMoved;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Follows a job in the ledger, so that any replica can serve any client from where it left off. */
@ApplicationScoped
class JobStream {
    private static final Logger LOGGER = Logger.getLogger(JobStream.class);

    /** Progress comes twice a second at most; what changes a job here is seen at once. */
    private static final long LOOK_MILLIS = 1_000;
    private static final long ALIVE_NANOS = 10_000_000_000L;

    private final JobEventRepository events;
    private final JobViews views;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();

    JobStream(JobEventRepository events, JobViews views) {
        this.events = events;
        this.views = views;
    }

    /** Whether there is nothing to come after the given event. Called in a transaction. */
    boolean over(UUID jobId, long after) {
        return views.of(jobId, false).completedAt() != null && after > 0 && events.after(jobId, after, 1).isEmpty();
    }

    Multi<OutboundSseEvent> of(UUID jobId, long after, Sse sse) {
        return Multi.createFrom().emitter(emitter ->
                Thread.ofVirtual().name("job-stream-" + jobId).start(() -> follow(jobId, after, sse, emitter)));
    }

    /** Somebody who waits for the next look. */
    private record Follower(UUID jobId, Semaphore wake) {}

    void moved(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobMoved moved) {
        followers.stream().filter(follower -> follower.jobId().equals(moved.jobId()))
                .forEach(follower -> follower.wake().release());
    }

    /** A look into the ledger. */
    private record Look(List<JobEventEntity> events, JobView job) {}

    private void follow(UUID jobId, long after, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        Follower follower = new Follower(jobId, new Semaphore(0));
        followers.add(follower);
        try {
            long last = after;
            long spoken = System.nanoTime();
            byte[] shown = null;
            while (!emitter.isCancelled()) {
                long from = last;
                Look look = QuarkusTransaction.requiringNew().call(() ->
                        // The job is read first: an end that it shows has its event in what is read next.
                        look(jobId, from));
                for (JobEventEntity event : look.events()) {
                    emitter.emit(event(sse, event));
                    last = event.seq;
                }
                byte[] progress = ContractJson.write(look.job());
                boolean ended = look.job().completedAt() != null;
                if (!Arrays.equals(withoutClock(look.job()), shown)) {
                    shown = withoutClock(look.job());
                    emitter.emit(sse.newEventBuilder().name("progress")
                            .data(new String(progress, StandardCharsets.UTF_8)).build());
                    spoken = System.nanoTime();
                } else if (System.nanoTime() - spoken > ALIVE_NANOS) {
                    emitter.emit(sse.newEventBuilder().comment("alive").build());
                    spoken = System.nanoTime();
                }
                if (ended && look.events().isEmpty()) {
                    emitter.complete();
                    return;
                }
                if (!ended && look.events().size() < 500) {
                    if (follower.wake().tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                        follower.wake().drainPermits();
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (RuntimeException failure) {
            LOGGER.warnf(failure, "job %s: the stream breaks off; the client may go on from its last event", jobId);
            emitter.complete();
        } finally {
            followers.remove(follower);
        }
    }

    private Look look(UUID jobId, long after) {
        JobView job = views.of(jobId, false);
        return new Look(events.after(jobId, after, 500), job);
    }

    private static OutboundSseEvent event(Sse sse, JobEventEntity event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("seq", event.seq);
        data.put("at", event.at);
        data.put("level", event.level);
        data.put("step", event.step);
        data.put("message", event.message);
        data.put("data", ContractJson.read(event.data.getBytes(StandardCharsets.UTF_8), Map.class));
        return sse.newEventBuilder()
                .id(String.valueOf(event.seq))
                .name(event.type)
                .data(new String(ContractJson.write(data), StandardCharsets.UTF_8))
                .build();
    }

    /** What makes a difference to whoever looks: the duration alone does not. */
    private static byte[] withoutClock(JobView job) {
        String shape = job.status() + "|" + job.progressPercent() + "|" + job.currentStep() + "|" + job.activity() + "|"
                + job.rowsDone() + "|" + job.rowsTotal() + "|" + job.bytesDone() + "|" + job.bytesTotal() + "|"
                + job.verdict() + "|" + job.certificate() + "|" + job.steps();
        return shape.getBytes(StandardCharsets.UTF_8);
    }
}
