package io.mudanza.transfer.received;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Only one run of a step writes to the feed of a job. A run that lost its lease may still hang somewhere with the
 * feed open; the lock
 * of the operating system keeps it and its successor apart, and ends with the process.
 */
final class ReceptionLock implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;

    private final FileChannel file;

    private ReceptionLock(FileChannel file) {
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
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long until = System.nanoTime() + patience.toNanos();
            while (!locked(file)) {
                if (cancelled.getAsBoolean()) {
                    throw new InterruptedException("the step was told to stop");
                }
                if (System.nanoTime() > until) {
                    throw new IOException("an earlier run of this step still writes; end the process that hangs");
                }
                Thread.sleep(LOOK_MILLIS);
            }
            return new ReceptionLock(file);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
