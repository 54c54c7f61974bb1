package io.mudanza.campaign;

import io.mudanza.embedded.process.Shutdown;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that a file of nothing can fill. Needs the rights to mount one. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private final Path ballast;
    private boolean closed;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Whether this process may mount. */
    static boolean possible(Path trial) throws IOException, InterruptedException {
        Files.createDirectories(trial);
        if (!Os.succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", trial.toString())) {
            return false;
        }
        return Os.succeeds("umount", trial.toString());
    }

    static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (!Os.succeeds("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=0777", "tmpfs", folder.toString())) {
            throw new IOException("No file system can be mounted at " + folder);
        }
        SmallDisk disk = new SmallDisk(folder);
        Shutdown.register(disk::letGo);
        return disk;
    }

    Path folder() {
        return folder;
    }

    /** Fills it but for a rest. */
    void fill(int leaveKilobytes) throws IOException {
        long free = folder.toFile().getUsableSpace() - leaveKilobytes * 1024L;
        byte[] block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long written = 0; written < free; written += block.length) {
                out.write(block);
            }
        } catch (IOException full) {
            // As it was meant: somebody else was quicker.
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** When the campaign is broken off. */
    private void letGo() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (!closed) {
            closed = true;
            Os.succeeds("umount", "-l", folder.toString());
        }
    }
}
