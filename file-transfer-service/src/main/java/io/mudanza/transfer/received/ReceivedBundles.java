package io.mudanza.transfer.received;

import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.steps.StepContext;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Where the bundles that arrived here are kept: one folder for each job. */
@Singleton
public class ReceivedBundles {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;

    ReceivedBundles(TransferSettings settings) {
        this.folder = settings.dataDir().resolve("received");
    }

    /** The parts of a job; there need not be any. */
    public DirectoryPartStore of(UUID job) {
        return new DirectoryPartStore(folder.resolve(job.toString()));
    }

    /** Takes up the reception of a job's bundle; waits until an earlier run has let go of it. */
    public Reception receive(StepContext context) throws IOException, InterruptedException {
        ReceptionLock lock = ReceptionLock.take(lockOf(context.jobId()), PATIENCE, context::cancelled);
        try {
            return new Reception(of(context.jobId()), lock);
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /** Removes what was received for a job; does nothing when there is nothing. */
    public void remove(UUID job) throws IOException {
        of(job).delete();
        Files.deleteIfExists(lockOf(job));
    }

    /** Folder that holds the folders of the jobs. */
    public Path folder() {
        return folder;
    }

    private Path lockOf(UUID job) {
        return folder.resolve(job + ".lock");
    }
}
