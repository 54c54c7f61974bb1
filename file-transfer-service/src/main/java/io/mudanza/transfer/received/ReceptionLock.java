package io.mudanza.transfer.received;

import io.mudanza.bundle.lock.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Only one run of a step writes to the feed of a job. A run that lost its lease may still hang somewhere with the
 * feed open; the lock of the operating system keeps it and its successor apart, and ends with the process.
 */
final class ReceptionLock implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;

    private final LockFile file;

    private ReceptionLock(LockFile file) {
        this.file = file;
    }

    /**
     * Waits for the lock.
     *
     * @throws IOException when an earlier run does not let go in time
     */
    static ReceptionLock take(Path path, Duration patience, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        Files.createDirectories(path.getParent());
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<LockFile> file = LockFile.tryTake(path);
            if (file.isPresent()) {
                return new ReceptionLock(file.get());
            }
            if (cancelled.getAsBoolean()) {
                throw new InterruptedException("the step was told to stop");
            }
            if (System.nanoTime() > until) {
                throw new IOException("an earlier run of this step still writes; end the process that hangs");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
