package io.mudanza.bundle.media;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Brings a folder of many new files to disk. One {@code syncfs} for the whole file system costs about the time of its
 * bytes; an {@code fsync} for each of ten thousand small files costs many times that. The disk begins while files still
 * arrive. Thread-safe.
 */
final class DiskSync {

    /** So many bytes may wait in memory before the disk is told to begin. */
    private static final long AHEAD = 192L << 20;

    private static final int FEW = 32;

    private static final MethodHandle OPEN = find("open", FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SYNCFS =
            find("syncfs", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            find("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final Path folder;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicReference<IOException> failure = new AtomicReference<>();

    DiskSync(Path folder) {
        this.folder = folder;
    }

    /** So many bytes were written; returns at once. */
    void written(long bytes) {
        if (waiting.addAndGet(bytes) >= AHEAD && SYNCFS != null && busy.compareAndSet(false, true)) {
            waiting.set(0);
            // A platform thread: the call blocks for as long as the disk takes.
            Thread.ofPlatform().daemon().name("media-sync").start(() -> {
                try {
                    syncFileSystem(folder);
                } catch (IOException failed) {
                    failure.compareAndSet(null, failed);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /**
     * Returns when everything that was written is on disk.
     *
     * @param files how many files there are: few are forced one by one, whatever others write to the same disk
     */
    void finish(long files) throws IOException {
        if (files <= FEW || !syncFileSystem(folder)) {
            syncEach(folder);
        }
        IOException before = failure.get();
        if (before != null) {
            throw before;
        }
    }

    /** Makes the names in a folder safe. */
    static void folder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** @return false where the system has no such call */
    private static boolean syncFileSystem(Path folder) throws IOException {
        if (OPEN == null || SYNCFS == null || CLOSE == null) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(folder.toString());
            int file = (int) OPEN.invokeExact(path, 0);
            if (file < 0) {
                return false;
            }
            int result = (int) SYNCFS.invokeExact(file);
            int closed = (int) CLOSE.invokeExact(file);
            if (result != 0 || closed != 0) {
                throw new IOException("The disk of the media store did not take all bytes; check the disk.");
            }
            return true;
        } catch (IOException | RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void syncEach(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                folder(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static MethodHandle find(String name, FunctionDescriptor shape, Linker.Option... options) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(at -> linker.downcallHandle(at, shape, options)).orElse(null);
    }
}
