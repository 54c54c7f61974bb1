package io.mudanza.engine.scratch;

import io.mudanza.bundle.lock.LockFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    private final Path folder;
    private final LockFile lock;

    private ScratchFolder(Path folder, LockFile lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** A new one in the system's folder for temporary files. */
    public static ScratchFolder create() throws IOException {
        return below(null);
    }

    /**
     * A new one in the given folder, which is made where it is missing.
     *
     * @param place null for the system's folder for temporary files
     * @throws IOException when nothing can be written there, or its file system knows no locks
     */
    public static ScratchFolder below(Path place) throws IOException {
        Path parent = place == null ? Path.of(System.getProperty("java.io.tmpdir")) : Files.createDirectories(place);
        while (true) {
            Path fresh = Files.createTempDirectory(parent, PREFIX);
            try {
                Optional<LockFile> lock = LockFile.tryTake(fresh.resolve(LOCK));
                if (lock.isPresent()) {
                    sweep(parent, fresh);
                    return new ScratchFolder(fresh, lock.get());
                }
            } catch (NoSuchFileException e) {
                LOGGER.trace("{} was swept before it was locked", fresh);
            }
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
    }

    private static void sweep(Path parent, Path own) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : found) {
                try {
                    // The folder for temporary files is everybody's: links and folders of others are none of ours.
                    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                            && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))) {
                        deleteIfDead(folder);
                    }
                } catch (NoSuchFileException e) {
                    LOGGER.trace("{} has just been removed", folder);
                } catch (IOException e) {
                    LOGGER.warn("What a killed run left in {} cannot be removed: {}", folder, e.toString());
                }
            }
        }
    }

    private static void deleteIfDead(Path folder) throws IOException {
        Optional<LockFile> lock = LockFile.tryTake(folder.resolve(LOCK));
        if (lock.isPresent()) {
            try (LockFile _ = lock.get()) {
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
