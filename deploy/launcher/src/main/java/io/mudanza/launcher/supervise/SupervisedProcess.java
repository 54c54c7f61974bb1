package io.mudanza.launcher.supervise;

import io.mudanza.embedded.process.ServerProcess;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A process that is started again when it ends by itself, however that came: after half a second, then twice as long
 * each time,
 * up to half a minute; 20 s of life make it new again.
 */
final class SupervisedProcess {
    private static final Logger LOG = System.getLogger(SupervisedProcess.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONG_LIFE = Duration.ofSeconds(20);

    private final String name;
    private final String host;
    private final int port;
    private final boolean http;
    private final Supplier<ServerProcess> starter;
    private final Runnable changed;
    private ServerProcess process;
    private boolean restarting;
    private boolean stopped;
    private int restarts;
    private Duration pause = FIRST_PAUSE;
    private long startedAt;

    /**
     * @param starter starts it, or throws; called again for each restart
     * @param changed called after each restart
     */
    SupervisedProcess(
            String name, String host, int port, boolean http, Supplier<ServerProcess> starter, Runnable changed) {
        this.name = name;
        this.host = host;
        this.port = port;
        this.http = http;
        this.starter = starter;
        this.changed = changed;
    }

    String name() {
        return name;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    boolean http() {
        return http;
    }

    synchronized ServerProcess process() {
        return process;
    }

    synchronized int restarts() {
        return restarts;
    }

    /** The first start; an end from now until {@link #keepAlive} is final. */
    synchronized void start() {
        launch();
    }

    /** From now on it is started again when it ends. */
    synchronized void keepAlive() {
        restarting = true;
        if (!process.alive()) {
            ended();
        }
    }

    /** Ends it for good. */
    void stop(Duration patience) {
        ServerProcess last;
        synchronized (this) {
            stopped = true;
            last = process;
        }
        if (last != null) {
            last.stop(patience);
        }
    }

    void kill() {
        stop(Duration.ZERO);
    }

    private void launch() {
        ServerProcess fresh = starter.get();
        process = fresh;
        startedAt = System.nanoTime();
        fresh.onExit(() -> {
            synchronized (SupervisedProcess.this) {
                if (process == fresh) {
                    ended();
                }
            }
        });
    }

    private void ended() {
        if (stopped || !restarting) {
            return;
        }
        if (System.nanoTime() - startedAt > LONG_LIFE.toNanos()) {
            pause = FIRST_PAUSE;
        }
        Duration wait = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        LOG.log(Level.WARNING, "{0} ended with code {1}; starting it again in {2} ms. Its log: {3}",
                name, process.exitCode(), wait.toMillis(), process.log());
        Thread.ofVirtual().name("restart-" + name).start(() -> again(wait));
    }

    private void again(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            if (stopped || process.alive()) {
                return;
            }
            restarts++;
            try {
                launch();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, name + " could not be started again", e);
                ended();
            }
        }
        changed.run();
    }
}
