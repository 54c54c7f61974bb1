package io.mudanza.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Temporary folders that are gone when this JVM is, also when it was killed. */
public final class TempFolder {
    private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

    static {
        Shutdown.register(() -> Set.copyOf(FOLDERS).forEach(TempFolder::delete));
    }

    private TempFolder() {}

    /** Makes sure that the deletion is registered before the stop of processes, so that it runs after it. */
    static void prepare() {
        // The work is done by the initialisation of this class.
    }

    /** A new folder, readable by this user only. */
    public static Path create(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix).toAbsolutePath();
            FOLDERS.add(folder);
            Guard.watchFolder(folder.toString());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder could be made in "
                    + System.getProperty("java.io.tmpdir"), e);
        }
    }

    /** Deletes the folder and all below it; what vanishes meanwhile is fine. */
    public static void delete(Path folder) {
        FOLDERS.remove(folder);
        for (int attempt = 1; ; attempt++) {
            try {
                deleteOnce(folder);
                return;
            } catch (IOException e) {
                // A process that is just ending may still write a file.
                if (attempt == 20 || !pause()) {
                    throw new UncheckedIOException("Could not delete " + folder, e);
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(50);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void deleteOnce(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
