package io.mudanza.embedded.process;

import io.mudanza.embedded.EmbeddedInfraException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A small shell beside this JVM that outlives it by moments: it stops the children and deletes the temporary folders
 * that this JVM could not, because it was killed. One per JVM, started with the first child.
 */
final class Guard {
    private static Guard instance;

    private final Process shell;
    private final OutputStream input;

    private Guard() {
        try (InputStream script = Guard.class.getResourceAsStream("guard.sh")) {
            List<String> command = new ArrayList<>(Programs.ownSession());
            command.addAll(List.of("/bin/sh", "-c", new String(script.readAllBytes(), StandardCharsets.UTF_8),
                    "mudanza-guard"));
            shell = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            input = shell.getOutputStream();
        } catch (IOException e) {
            throw new EmbeddedInfraException("The guard of child processes could not be started with /bin/sh.", e);
        }
    }

    private static Guard instance() {
        if (instance == null || !instance.shell.isAlive()) {
            instance = new Guard();
        }
        return instance;
    }

    /** The child is stopped with the signal when this JVM is gone. */
    static synchronized void watch(long pid, StopSignal signal) {
        instance().tell("run " + pid + ":" + signal.name());
    }

    /** The child ended; its pid may be given to another process. */
    static synchronized void forget(long pid) {
        if (instance != null) {
            instance.tell("end " + pid);
        }
    }

    /** The folder is deleted when this JVM is gone. */
    static synchronized void watchFolder(String absolutePath) {
        instance().tell("folder " + absolutePath);
    }

    private void tell(String line) {
        try {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            // Only someone who kills the guard gets here; without it the shutdown hooks still do their work.
            System.getLogger(Guard.class.getName())
                    .log(System.Logger.Level.DEBUG, "The guard of child processes is gone", e);
        }
    }
}
