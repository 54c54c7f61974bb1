package io.mudanza.steps.pieces;

import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.messaging.Schema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as one of the replicas of a service: says that it is alive, knows how many others are, and does pieces of
 * their steps while it has none of its own. Alone it costs one small statement per heartbeat.
 */
public final class Replica implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Replica.class);
    private static final long LOOK_MILLIS = 500;

    private final String owner;
    private final Map<StepKind, PieceHandler> handlers;
    private final PieceTable table;
    private final ReplicaTable replicas;
    private final PieceRuns runs;
    private final int streams;
    private final Duration lease;
    private final BooleanSupplier idle;
    private final Semaphore wake = new Semaphore(0);
    private volatile int others;
    private volatile boolean open;
    private long beatNanos;
    private Thread thread;

    /**
     * @param owner   name of this process among the replicas
     * @param streams pieces that it does at once, at least 1
     * @param lease   how long a claim of a piece holds without being renewed
     * @param idle    whether this process runs no step of its own
     */
    public Replica(
            String owner,
            String service,
            DataSource dataSource,
            Map<StepKind, PieceHandler> handlers,
            int streams,
            Duration lease,
            BooleanSupplier idle,
            MeterRegistry registry) {
        Schema schema = new Schema(service);
        this.owner = owner;
        this.handlers = Map.copyOf(handlers);
        this.table = new PieceTable(dataSource, schema);
        this.replicas = new ReplicaTable(dataSource, schema);
        this.streams = Math.max(1, streams);
        this.lease = lease;
        this.idle = idle;
        this.runs = new PieceRuns(owner, service, table, this.handlers, registry, wake::release);
    }

    /** Begins, when this service has pieces to share at all. */
    public void start() {
        if (!handlers.isEmpty()) {
            open = true;
            beatNanos = System.nanoTime() - lease.toNanos();
            thread = Thread.ofVirtual().name(owner + "-pieces").start(this::live);
        }
    }

    /** What a run of a step shares with the others. */
    public Sharing sharing(UUID jobId, UUID stepId, long fencingToken) {
        return handlers.isEmpty() ? Sharing.NONE : new LedPieces(table, () -> others, jobId, stepId, fencingToken);
    }

    private void live() {
        while (open) {
            try {
                beat();
                runs.renew(lease);
                while (open && others > 0 && idle.getAsBoolean() && runs.count() < streams) {
                    Optional<PieceTable.Claim> claim = table.claim(owner, lease, handlers.keySet());
                    if (claim.isEmpty()) {
                        break;
                    }
                    runs.begin(claim.get());
                }
            } catch (SQLException | RuntimeException away) {
                LOGGER.warn("{} cannot look for pieces: {}", owner, away.toString());
            }
            try {
                boolean alone = others == 0 && runs.count() == 0;
                if (wake.tryAcquire(alone ? lease.toMillis() / 3 : LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void beat() throws SQLException {
        if (System.nanoTime() - beatNanos >= lease.toNanos() / 3 - TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
            others = replicas.beat(owner, streams, lease);
            beatNanos = System.nanoTime();
        }
    }

    /** Gives back what it does for others, and says that it is gone. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        wake.release();
        runs.close();
        try {
            thread.join(Duration.ofSeconds(2));
            replicas.leave(owner);
        } catch (SQLException | RuntimeException away) {
            LOGGER.debug("{} leaves without a word", owner, away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
