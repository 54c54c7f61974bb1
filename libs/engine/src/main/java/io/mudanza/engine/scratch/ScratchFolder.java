package io.mudanza.engine.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that is there as long as one run, readable by its owner only: rows of a platform may lie in it. Its lock tells the
 * living from the dead: what a killed run left behind is removed by the next one that makes a folder at the same place.
 */
public final class ScratchFolder implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ScratchFolder.class);
    private static final String PREFIX = ".mudanza-scratch-";
    private static final String LOCK = ".lock";
    /** Those of this process are not even opened: whoever closes a file lets go of every lock that its process holds on it. */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path folder;
    private final FileChannel lock;

    private ScratchFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** A new one in the folder for temporary files. */
    public static ScratchFolder create() throws IOException {
        return below(null);
    }

    /**
     * A new one in the given folder, which is made where it is missing.
     *
     * @param place null for the system's folder for temporary files
     * @throws IOException when nothing can be written there
     */
    public static ScratchFolder below(Path place) throws IOException {
        synchronized (OURS) {
            ScratchFolder fresh = make(place);
            OURS.add(fresh.folder);
            return fresh;
        }
    }

    private static ScratchFolder make(Path place) throws IOException {
        Path parent = place == null ? Path.of(System.getProperty("java.io.tmpdir")) : Files.createDirectories(place);
        while (true) {
            Path fresh = Files.createTempDirectory(parent, PREFIX);
            FileChannel lock = FileChannel.open(
                    fresh.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (locked(lock, fresh)) {
                sweep(parent, fresh);
                return new ScratchFolder(fresh, lock);
            }
            // Somebody swept between the lines above, took it for a dead one's and removes it.
            lock.close();
        }
    }

    private static boolean locked(FileChannel lock, Path folder) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (IOException e) {
            // A file system that knows no locks: without the file nobody takes the folder for a dead one's.
            LOGGER.debug("{} cannot be locked: {}", folder, e.toString());
            Files.delete(folder.resolve(LOCK));
            return true;
        }
    }

    /** The folder itself. */
    public Path path() {
        return folder;
    }

    /**
     * Removes it with everything in it; a second call does nothing. What cannot be removed is told in the log: the run itself
     * has ended by then, well or not.
     */
    @Override
    public void close() {
        try (lock) {
            delete(folder);
        } catch (IOException e) {
            LOGGER.warn("{} cannot be removed: {}. Remove it: rows may lie in it.", folder, e.toString());
        }
        synchronized (OURS) {
            OURS.remove(folder);
        }
    }

    private static void sweep(Path parent, Path own) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : found) {
                if (!folder.equals(own) && !OURS.contains(folder)) {
                    deleteIfDead(folder, Files.getOwner(own));
                }
            }
        }
    }

    private static void deleteIfDead(Path folder, UserPrincipal owner) {
        // The folder for temporary files is everybody's: links and folders of others are none of ours.
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                return;
            }
            deleteUnlocked(folder);
        } catch (NoSuchFileException e) {
            LOGGER.trace("{} has just been made or just been removed", folder);
        } catch (IOException e) {
            LOGGER.warn("What a killed run left in {} cannot be removed: {}", folder, e.toString());
        }
    }

    private static void deleteUnlocked(Path folder) throws IOException {
        try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            FileLock ours = lock.tryLock();
            if (ours != null) {
                delete(folder);
                LOGGER.info("Removed {}, which a run that was killed had left.", folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
