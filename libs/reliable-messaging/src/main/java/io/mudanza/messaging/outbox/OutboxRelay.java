package io.mudanza.messaging.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.crash.CrashPoint;
import io.mudanza.messaging.Schema;
import io.mudanza.messaging.cloudevent.CloudEvent;
import io.mudanza.messaging.kafka.EventSender;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the rows of an outbox to Kafka. Of every key only the oldest row is claimed, locked until the broker has
 * acknowledged it, and deleted then: any number of relays may run on one outbox and the order per key stays. A relay
 * that dies between acknowledgement and delete sends again; inboxes drop the repetition.
 */
public final class OutboxRelay implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutboxRelay.class);

    /** What this process commits is relayed at once; a look finds what one that died has left. */
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Schema schema;
    private final EventSender sender;
    private final String source;
    private final OutboxRows rows;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private volatile double oldestSeconds;
    private Thread thread;

    /** @param source CloudEvents source of everything in this outbox */
    public OutboxRelay(
            DataSource dataSource, Schema schema, EventSender sender, String source, MeterRegistry registry) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.sender = sender;
        this.source = source;
        this.rows = new OutboxRows(schema);
        Gauge.builder("outbox_oldest_seconds", () -> oldestSeconds)
                .description("Age of the oldest event that Kafka has not got yet")
                .tag("service", schema.name())
                .strongReference(true)
                .register(registry);
    }

    /** Starts relaying on a thread of its own. */
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name(schema.name() + "-outbox").start(this::loop);
    }

    /** Tells the relay that something was committed, so that it need not wait for its next look. */
    public void wakeUp() {
        wake.release();
    }

    private void loop() {
        Duration pause = FIRST_PAUSE;
        long lastMeasure = 0;
        while (running) {
            try {
                boolean more = relayOnce() > 0;
                pause = FIRST_PAUSE;
                if (System.nanoTime() - lastMeasure > 2_000_000_000L) {
                    measure();
                    lastMeasure = System.nanoTime();
                }
                if (!more && wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (SQLException | ExecutionException | TimeoutException | RuntimeException failure) {
                if (!running) {
                    return;
                }
                LOGGER.warn("outbox of {} waits {} ms: {}", schema.name(), pause.toMillis(), failure.toString());
                pause = sleep(pause);
            }
        }
    }

    /** One round: sends the oldest event of every key. Returns how many were acknowledged. */
    int relayOnce() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<OutboxRows.Row> heads = rows.claimHeads(connection);
                int sent = heads.isEmpty() ? 0 : send(connection, heads);
                connection.commit();
                return sent;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private int send(Connection connection, List<OutboxRows.Row> heads) throws SQLException {
        List<Future<?>> pending = new ArrayList<>();
        for (OutboxRows.Row row : heads) {
            CloudEvent event =
                    new CloudEvent(row.eventId(), source, row.type(), row.subject(), row.time(), row.data(), null);
            pending.add(sender.send(row.topic(), row.key(), event));
        }
        List<Long> acknowledged = new ArrayList<>();
        Exception failure = null;
        for (int i = 0; i < pending.size(); i++) {
            try {
                pending.get(i).get(15, TimeUnit.SECONDS);
                acknowledged.add(heads.get(i).id());
            } catch (ExecutionException | TimeoutException | RuntimeException notSent) {
                failure = notSent;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                failure = stopped;
                break;
            }
        }
        CrashPoint.reached("outbox:acknowledged");
        rows.delete(connection, acknowledged);
        if (failure != null && acknowledged.isEmpty()) {
            throw new IllegalStateException("the broker did not take the events", failure);
        }
        return acknowledged.size();
    }

    private void measure() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            oldestSeconds = rows.oldestSeconds(connection);
        }
    }

    private static Duration sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    @Override
    public synchronized void close() {
        running = false;
        if (thread != null) {
            wake.release();
            try {
                thread.join(Duration.ofSeconds(3));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        }
    }
}
