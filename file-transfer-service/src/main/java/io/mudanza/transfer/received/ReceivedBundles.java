package io.mudanza.transfer.received;

import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.steps.StepContext;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Where the bundles that arrived here are kept: one folder for each job. */
@Singleton
public class ReceivedBundles {

    private static final String KEPT = ".kept";
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
        Files.deleteIfExists(keptOf(job));
    }

    /**
     * Keeps a complete bundle for later comparisons, without its media files, until it is older than the age or room
     * gets short; removes what is not complete.
     */
    public void keep(UUID job, Duration age) throws IOException {
        DirectoryPartStore store = of(job);
        Instant completed = complete(store);
        if (completed == null || completed.plus(age).isBefore(Instant.now()) || StorageRoom.isShort(folder)) {
            remove(job);
            return;
        }
        for (FeedLine line : FeedLog.lines(store.feedFile())) {
            if (line instanceof FeedLine.Sealed sealed && sealed.part().kind() == PartKind.MEDIA) {
                Files.deleteIfExists(store.root().resolve(sealed.part().name()));
            }
        }
        if (!Files.exists(keptOf(job))) {
            Files.createFile(keptOf(job));
            Files.setLastModifiedTime(keptOf(job), FileTime.from(completed));
        }
        Files.deleteIfExists(lockOf(job));
    }

    /**
     * Removes kept bundles, the oldest first: those that are older than the age, and more of them while room is short.
     *
     * @return the jobs whose bundles are gone
     */
    public List<UUID> removeKept(Duration age) throws IOException {
        List<UUID> removed = new ArrayList<>();
        for (UUID job : kept()) {
            Instant since = Files.getLastModifiedTime(keptOf(job)).toInstant();
            if (since.plus(age).isBefore(Instant.now()) || StorageRoom.isShort(folder)) {
                remove(job);
                removed.add(job);
            }
        }
        return removed;
    }

    /** True when the bundle of the job is only kept for later comparisons. */
    public boolean isKept(UUID job) {
        return Files.exists(keptOf(job));
    }

    private List<UUID> kept() throws IOException {
        List<Path> markers;
        try (Stream<Path> files = Files.list(folder)) {
            markers = new ArrayList<>(files.filter(file -> file.getFileName().toString().endsWith(KEPT)).toList());
        } catch (NoSuchFileException nothing) {
            return List.of();
        }
        Map<Path, FileTime> times = new HashMap<>();
        for (Path marker : markers) {
            times.put(marker, Files.getLastModifiedTime(marker));
        }
        markers.sort(Comparator.comparing(times::get));
        return markers.stream()
                .map(marker -> marker.getFileName().toString().replace(KEPT, ""))
                .map(UUID::fromString)
                .toList();
    }

    /** When the last line of the feed came; null when there is none. */
    private static Instant complete(DirectoryPartStore store) throws IOException {
        if (!Files.exists(store.feedFile())) {
            return null;
        }
        boolean complete = false;
        for (FeedLine line : FeedLog.lines(store.feedFile())) {
            complete = line instanceof FeedLine.Completed || complete && line instanceof FeedLine.Alive;
        }
        return complete ? Files.getLastModifiedTime(store.feedFile()).toInstant() : null;
    }

    /** Folder that holds the folders of the jobs. */
    public Path folder() {
        return folder;
    }

    private Path keptOf(UUID job) {
        return folder.resolve(job + KEPT);
    }

    private Path lockOf(UUID job) {
        return folder.resolve(job + ".lock");
    }
}
