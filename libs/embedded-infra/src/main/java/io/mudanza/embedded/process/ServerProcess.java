package io.mudanza.embedded.process;

import io.mudanza.embedded.EmbeddedInfraException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A child that ends with this JVM: by {@link #stop}, by the shutdown hook, or by the guard where this JVM was killed.
 * Its output goes to
 * a log file. Children run in a session of their own, so Ctrl-C in a terminal reaches them only through this JVM.
 */
public final class ServerProcess {
    private static final Set<ServerProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        TempFolder.prepare();
        Shutdown.register(ServerProcess::stopAll);
    }

    private final String name;
    private final Process process;
    private final StopSignal signal;
    private final Path log;

    private ServerProcess(String name, Process process, StopSignal signal, Path log) {
        this.name = name;
        this.process = process;
        this.signal = signal;
        this.log = log;
    }

    /** Call it before registering shutdown actions of one's own that shall run before the processes are stopped. */
    public static void prepare() {
        // The work is done by the initialisation of this class.
    }

    /**
     * Starts the command.
     *
     * @param environment added to the environment of this JVM; an empty value removes a variable
     * @param log         output and errors are appended here
     * @throws EmbeddedInfraException when it cannot be started
     */
    public static ServerProcess start(
            String name, List<String> command, Map<String, String> environment, Path workingDir, Path log,
            StopSignal signal) {
        List<String> line = new ArrayList<>(Programs.ownSession());
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(workingDir.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        environment.forEach((key, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(key);
            } else {
                builder.environment().put(key, value);
            }
        });
        Shutdown.refuseWhenOnTheWay();
        try {
            Process process = builder.start();
            Guard.watch(process.pid(), signal);
            ServerProcess server = new ServerProcess(name, process, signal, log);
            RUNNING.add(server);
            process.onExit().thenRun(() -> {
                RUNNING.remove(server);
                Guard.forget(process.pid());
            });
            if (Shutdown.onTheWay()) {
                // It came after the others had been stopped.
                server.kill();
            }
            return server;
        } catch (IOException e) {
            throw new EmbeddedInfraException(name + " could not be started: " + e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** The exit code, or -1 while it runs. */
    public int exitCode() {
        return process.isAlive() ? -1 : process.exitValue();
    }

    /** Waits until it has ended by itself; interrupted, it is killed. */
    public void join() throws InterruptedException {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Runs the action when the process has ended, however that came. */
    public void onExit(Runnable action) {
        process.onExit().thenRunAsync(action, runnable -> Thread.ofVirtual().start(runnable));
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** An orderly end; killed when it takes longer than the patience. Safe to call twice. */
    public void stop(Duration patience) {
        if (!process.isAlive()) {
            return;
        }
        signal();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once, as a crash would, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal() {
        switch (signal) {
            case TERM -> process.destroy();
            case INT -> {
                if (!Programs.succeeds(List.of("/bin/sh", "-c", "kill -INT " + process.pid()))) {
                    process.destroy();
                }
            }
        }
    }

    private static void stopAll() {
        List<ServerProcess> left = List.copyOf(RUNNING);
        left.forEach(ServerProcess::signal);
        left.forEach(server -> server.stop(Duration.ofSeconds(10)));
    }
}
