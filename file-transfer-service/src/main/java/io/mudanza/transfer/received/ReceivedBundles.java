package io.mudanza.transfer.received;

import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.UUID;

/** Where the bundles that arrived here are kept: one folder for each job. */
@Singleton
public class ReceivedBundles {

    private final Path folder;

    ReceivedBundles(TransferSettings settings) {
        this.folder = settings.dataDir().resolve("received");
    }

    /** The parts of a job; there need not be any. */
    public DirectoryPartStore of(UUID job) {
        return new DirectoryPartStore(folder.resolve(job.toString()));
    }

    /** Folder that holds the folders of the jobs. */
    public Path folder() {
        return folder;
    }
}
