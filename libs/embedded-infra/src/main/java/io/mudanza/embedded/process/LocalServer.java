package io.mudanza.embedded.process;

import io.mudanza.embedded.EmbeddedInfraException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A server program on the loopback address. Its port stays the same over {@link #stop()}, {@link #kill()} and {@link
 * #start()}.
 */
public abstract class LocalServer implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final Path dir;
    private final boolean temporary;
    private final Duration startPatience;
    private final Duration stopPatience;
    private volatile int port;
    private ServerProcess process;

    /**
     * @param dir    of its files; null for one that goes with the server
     * @param prefix name of a folder that goes
     * @param port   0 for a free one
     */
    protected LocalServer(Path dir, String prefix, int port, Duration startPatience, Duration stopPatience) {
        this.temporary = dir == null;
        this.dir = temporary ? TempFolder.create(prefix) : dir.toAbsolutePath();
        this.port = port;
        this.startPatience = startPatience;
        this.stopPatience = stopPatience;
    }

    /** Makes the folder ready for the first and for every later start. */
    protected abstract void prepare();

    /** Starts the program on that port. */
    protected abstract ServerProcess launch(int candidate);

    /** Whether the program takes requests on that port. */
    protected abstract boolean answers(int candidate);

    /** A new server has started, or nothing of it is left. */
    protected static <S extends LocalServer> S started(S server) {
        try {
            server.start();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}, on the same port and data. */
    public final synchronized void start() {
        if (running()) {
            return;
        }
        prepare();
        for (int attempt = 1; ; attempt++) {
            int candidate = port != 0 ? port : Ports.free();
            try {
                process = launch(candidate);
                Readiness.await(process, startPatience, () -> answers(candidate));
                port = candidate;
                return;
            } catch (EmbeddedInfraException e) {
                // Somebody else may have taken a port in between.
                if (attempt == ATTEMPTS
                        || !e.getMessage().contains("BindException") && !e.getMessage().contains("in use")) {
                    throw e;
                }
            }
        }
    }

    /** An orderly stop; open sessions are ended. */
    public final synchronized void stop() {
        if (process != null) {
            process.stop(stopPatience);
        }
    }

    /** As a crash would end it. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** {@link #stop()}, and the folder deleted where it was temporary. */
    @Override
    public void close() {
        stop();
        if (temporary) {
            TempFolder.delete(dir);
        }
    }

    /** Whether its process runs. */
    public final synchronized boolean running() {
        return process != null && process.alive();
    }

    /** The process, for its pid and log. */
    public final synchronized ServerProcess process() {
        return process;
    }

    /** On the loopback address; 0 before the first start of one that chooses. */
    public final int port() {
        return port;
    }

    protected final Path dir() {
        return dir;
    }

    protected final boolean goesWithItsData() {
        return temporary;
    }
}
