package io.mudanza.engine.direct;

import io.mudanza.bundle.lock.LockFile;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The mark of a direct run on this machine: a file that the process holds locked. The lock goes with the process, so a
 * mark that can be locked is that of a run that was killed, and the next run removes what it left in the target.
 */
final class RunMark implements AutoCloseable {

    private static final String END = ".running";

    private final Path file;
    private final LockFile lock;

    private RunMark(Path file, LockFile lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Marks a run, after what killed runs left in the same target was removed.
     *
     * @throws EngineException TARGET_IN_USE when another run changes the target now
     */
    static RunMark take(Path journal, UUID job, DatabaseAddress target, TargetSwitch states, ProgressListener progress)
            throws EngineException, IOException, InterruptedException {
        Path folder = Files.createDirectories(journal.toAbsolutePath().resolveSibling("running"));
        try (LockFile _ = enter(folder.resolve("door"))) {
            for (Path mark : marks(folder)) {
                sweep(mark, text(target), states, progress);
            }
            Path file = folder.resolve(job + END);
            LockFile lock = LockFile.tryTake(lockOf(file)).orElseThrow(() -> new IOException("the run " + job + " runs already"));
            Files.writeString(file, text(target), StandardOpenOption.CREATE_NEW);
            return new RunMark(file, lock);
        }
    }

    private static LockFile enter(Path door) throws IOException, InterruptedException {
        while (true) {
            Optional<LockFile> entered = LockFile.tryTake(door);
            if (entered.isPresent()) {
                return entered.get();
            }
            Thread.sleep(50);
        }
    }

    /** Apart from the mark, so that those who read the mark do not touch its lock. */
    private static Path lockOf(Path mark) {
        return mark.resolveSibling("." + mark.getFileName() + ".lock");
    }

    private static List<Path> marks(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(END)).sorted().toList();
        }
    }

    private static void sweep(Path mark, String target, TargetSwitch states, ProgressListener progress)
            throws EngineException, IOException, InterruptedException {
        if (!isOf(target, mark)) {
            return;
        }
        String name = mark.getFileName().toString();
        UUID job = UUID.fromString(name.substring(0, name.length() - END.length()));
        try (LockFile _ = LockFile.tryTake(lockOf(mark)).orElseThrow(() -> new EngineException(
                EngineException.Code.TARGET_IN_USE, "Another run (" + job
                        + ") brings a platform to this target now. Wait for its end, or end it first."))) {
            // Unless the run has ended well in this very moment.
            if (Files.exists(mark)) {
                removeLeft(job, states, progress);
                Files.delete(mark);
            }
            Files.delete(lockOf(mark));
        }
    }

    private static boolean isOf(String target, Path mark) throws IOException {
        try {
            return Files.readString(mark).equals(target);
        } catch (NoSuchFileException ended) {
            return false;
        }
    }

    private static void removeLeft(UUID job, TargetSwitch states, ProgressListener progress)
            throws EngineException, InterruptedException {
        progress.note(ProgressListener.Level.WARNING, "The run " + job + " was cut off; what it left is removed.");
        try {
            states.discard(job);
        } catch (EngineException e) {
            // It was published, which is for good: there is nothing to remove.
            if (e.code() != EngineException.Code.CHECKPOINT_EXISTS) {
                throw e;
            }
        }
    }

    private static String text(DatabaseAddress target) {
        return target.host() + "\n" + target.port() + "\n" + target.database();
    }

    /** The run has left nothing behind. */
    void done() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(lockOf(file));
    }

    /** Releases the mark; unless {@link #done()}, the next run tidies up. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
