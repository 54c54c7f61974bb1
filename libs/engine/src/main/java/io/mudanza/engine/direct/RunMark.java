package io.mudanza.engine.direct;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The mark of a direct run on this machine: a file that the process holds locked. The lock goes with the process, so a
 * mark that can be locked is that of a run that was killed, and the next run removes what it left in the target.
 */
final class RunMark implements AutoCloseable {

    private static final String END = ".running";

    private final Path file;
    private final FileChannel channel;

    private RunMark(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Marks a run, after what killed runs left in the same target was removed.
     *
     * @throws EngineException TARGET_IN_USE when another run changes the target now
     */
    static RunMark take(Path journal, UUID job, DatabaseAddress target, TargetSwitch states, ProgressListener progress)
            throws EngineException, IOException, InterruptedException {
        Path folder = Files.createDirectories(journal.toAbsolutePath().resolveSibling("running"));
        try (FileChannel door = FileChannel.open(folder.resolve("door"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            enter(door);
            for (Path mark : marks(folder)) {
                sweep(mark, text(target), states, progress);
            }
            Path file = folder.resolve(job + END);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            channel.write(ByteBuffer.wrap(text(target).getBytes(StandardCharsets.UTF_8)));
            return new RunMark(file, channel);
        }
    }

    /** Two runs of one process cannot wait for each other's file lock. */
    private static void enter(FileChannel door) throws IOException, InterruptedException {
        while (true) {
            try {
                door.lock();
                return;
            } catch (OverlappingFileLockException e) {
                Thread.sleep(50);
            }
        }
    }

    private static List<Path> marks(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(END)).sorted().toList();
        }
    }

    private static void sweep(Path mark, String target, TargetSwitch states, ProgressListener progress)
            throws EngineException, IOException, InterruptedException {
        if (!Files.readString(mark).equals(target)) {
            return;
        }
        String name = mark.getFileName().toString();
        UUID job = UUID.fromString(name.substring(0, name.length() - END.length()));
        if (!isLeft(mark)) {
            throw new EngineException(EngineException.Code.TARGET_IN_USE, "Another run (" + job
                    + ") brings a platform to this target now. Wait for its end, or end it first.");
        }
        progress.note(ProgressListener.Level.WARNING, "The run " + job + " was cut off; what it left is removed.");
        try {
            states.discard(job);
        } catch (EngineException e) {
            // It was published, which is for good: there is nothing to remove.
            if (e.code() != EngineException.Code.CHECKPOINT_EXISTS) {
                throw e;
            }
        }
        Files.delete(mark);
    }

    private static boolean isLeft(Path mark) throws IOException {
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String text(DatabaseAddress target) {
        return target.host() + "\n" + target.port() + "\n" + target.database();
    }

    /** The run has left nothing behind. */
    void done() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Releases the mark; unless {@link #done()}, the next run tidies up. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
