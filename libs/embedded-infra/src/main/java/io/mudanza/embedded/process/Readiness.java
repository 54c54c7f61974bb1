package io.mudanza.embedded.process;

import io.mudanza.embedded.EmbeddedInfraException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a server answers, or says why it does not. */
public final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Readiness() {}

    /**
     * Returns when the server answers.
     *
     * @throws EmbeddedInfraException when it ended or does not answer in time; with its last log lines
     */
    public static void await(ServerProcess process, Duration patience, BooleanSupplier answers) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!answers.getAsBoolean()) {
            if (!process.alive()) {
                throw new EmbeddedInfraException(process.name() + " ended with code " + process.exitCode()
                        + " while starting. Its last log lines:\n" + LogTail.of(process.log(), 15));
            }
            if (System.nanoTime() > deadline) {
                process.kill();
                throw new EmbeddedInfraException(process.name() + " did not answer within " + patience.toSeconds()
                        + " s. Its last log lines:\n" + LogTail.of(process.log(), 15));
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.kill();
                throw new EmbeddedInfraException(process.name() + " was interrupted while starting.", e);
            }
        }
    }
}
