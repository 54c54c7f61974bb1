package io.mudanza.bundle.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file that one run of one process on this machine holds, until it lets go or its process ends, in whatever way.
 *
 * <p>What this process holds is never opened a second time: who closes a file lets go of every lock that its process has on it
 * (fcntl(2) of POSIX), also of one that another thread counts on.
 */
public final class LockFile implements AutoCloseable {

    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock if nobody has it, and makes the file if it is missing.
     *
     * @return empty when this or another process has it
     * @throws IOException when the file cannot be opened or its file system knows no locks
     */
    public static Optional<LockFile> tryTake(Path path) throws IOException {
        Path file = path.toAbsolutePath().getParent().toRealPath().resolve(path.getFileName());
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                return Optional.empty();
            }
            HELD.add(file);
            return Optional.of(new LockFile(file, channel));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked;
    }

    /** Lets go; a second call does nothing. */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (channel.isOpen()) {
                HELD.remove(file);
                channel.close();
            }
        }
    }
}
