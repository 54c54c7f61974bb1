package io.mudanza.engine.connect;

import io.mudanza.bundle.BundleException;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Workers that stand or fall together: the first failure, or a cancellation, breaks the connections of all of them, and
 * is what {@link #await()} throws. No worker is left behind.
 */
public final class WorkerGroup implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;

    /** What a worker does. */
    @FunctionalInterface
    public interface Work {
        void run() throws EngineException, SQLException, IOException, InterruptedException;
    }

    private final Side side;
    private final String doing;
    private final Cancellation cancellation;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Runnable onStop;
    private Throwable failure;
    private volatile boolean stopped;

    /**
     * A group without workers.
     *
     * @param side  whose errors the workers will meet
     * @param doing what they do, for the sentence of an error
     */
    public WorkerGroup(Side side, String doing, Cancellation cancellation) {
        this(side, doing, cancellation, () -> {});
    }

    /** @param onStop wakes workers that wait for something that neither an interrupt nor a broken connection ends */
    public WorkerGroup(Side side, String doing, Cancellation cancellation, Runnable onStop) {
        this.onStop = onStop;
        this.side = side;
        this.doing = doing;
        this.cancellation = cancellation;
    }

    /** Starts a worker. */
    public void start(String name, Work work) {
        Thread thread = Thread.ofPlatform().daemon().name("mudanza-" + name).unstarted(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                fail(e);
            }
        });
        synchronized (threads) {
            threads.add(thread);
        }
        thread.start();
        if (stopped) {
            // It was added too late to be interrupted with the others, and may wait for what nobody brings any more.
            thread.interrupt();
        }
    }

    /** Opens a connection that is broken when the group stops. */
    public Connection open(DatabaseAddress address) throws EngineException {
        Connection connection = Connections.open(address, side);
        connections.add(connection);
        if (stopped) {
            breakOff(connection);
        }
        return connection;
    }

    /** Takes over a connection that was opened elsewhere: it is broken when the group stops and closed with the group. */
    public void adopt(Connection connection) {
        connections.add(connection);
        if (stopped) {
            breakOff(connection);
        }
    }

    /** Closes a connection of {@link #open}. */
    public void close(Connection connection) {
        connections.remove(connection);
        Connections.close(connection);
    }

    /** True when the group fails or was cancelled; workers that wait for something ask. */
    public boolean stopped() {
        return stopped;
    }

    /** Something failed outside of the workers: they stop, and {@link #await()} throws it unless a worker failed before. */
    public void fail(Throwable e) {
        synchronized (threads) {
            if (failure == null) {
                failure = e;
            }
        }
        stop();
    }

    /** Waits for all workers. */
    public void await() throws EngineException, InterruptedException {
        try {
            for (Thread thread = alive(); thread != null; thread = alive()) {
                thread.join(LOOK_MILLIS);
                if (!stopped && cancellation.requested()) {
                    fail(new EngineException(EngineException.Code.CANCELLED, "The job was cancelled."));
                }
            }
        } catch (InterruptedException e) {
            fail(e);
            throw e;
        }
        if (failure != null) {
            throw translated(failure);
        }
    }

    /** The first failure in the words of the engine; null when there is none. */
    public EngineException failure() {
        synchronized (threads) {
            return failure == null ? null : translated(failure);
        }
    }

    private Thread alive() {
        synchronized (threads) {
            return threads.stream().filter(Thread::isAlive).findFirst().orElse(null);
        }
    }

    private void stop() {
        stopped = true;
        onStop.run();
        connections.forEach(WorkerGroup::breakOff);
        synchronized (threads) {
            threads.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
        }
    }

    private static void breakOff(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is broken already, which is what was wanted.
        }
    }

    private EngineException translated(Throwable e) {
        return switch (e) {
            case EngineException known -> known;
            case BundleException bundle -> EngineException.of(bundle);
            case SQLException sql -> Failures.of(sql, side, doing);
            case UncheckedIOException wrapped -> translated(wrapped.getCause());
            case IOException io when io.getCause() instanceof SQLException sql -> Failures.of(sql, side, doing);
            case IOException io -> new EngineException(
                    EngineException.Code.STORE_FAILED,
                    "The parts cannot be read or written while " + doing + ": " + io.getMessage() + ".",
                    io);
            case InterruptedException interrupted -> new EngineException(
                    EngineException.Code.CANCELLED, "The job was interrupted while " + doing + ".", interrupted);
            case OutOfMemoryError memory -> new EngineException(
                    EngineException.Code.ROWS_REJECTED,
                    "A row is too large for the memory of this process (" + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB) while " + doing + ". Start it with a larger heap (-Xmx): four times the largest row"
                            + " and more, and a bytea of a table in text form counts twice.",
                    memory);
            default -> new EngineException(
                    EngineException.Code.INTERNAL_ERROR, "An unexpected error while " + doing + ": " + e, e);
        };
    }

    /** Breaks all connections and waits for the workers. */
    @Override
    public void close() {
        if (alive() != null) {
            stop();
        }
        boolean interrupted = false;
        for (Thread thread = alive(); thread != null && thread != Thread.currentThread(); thread = alive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        connections.forEach(Connections::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
