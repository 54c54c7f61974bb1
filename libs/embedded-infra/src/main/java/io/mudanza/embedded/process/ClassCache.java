package io.mudanza.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * Where a JVM keeps its classes loaded, linked and profiled for its next start (JEP 483, 514, 515). A cache that is
 * damaged, or older than the jars, only costs a warning in the log of the JVM that finds it so.
 *
 * @param file      the cache; null for none
 * @param recording the JVM makes it, when it ends in order
 */
public record ClassCache(Path file, boolean recording) {
    /** No cache. */
    public static final ClassCache NONE = new ClassCache(null, false);

    public ClassCache {
        if (file == null && recording) {
            throw new IllegalArgumentException("a recording needs a file");
        }
    }

    /** Flags for the JVM. */
    public List<String> flags() {
        if (file == null || !recording && !Files.isRegularFile(file)) {
            return List.of();
        }
        return List.of(recording ? "-XX:AOTCacheOutput=" + fresh() : "-XX:AOTCache=" + file);
    }

    /**
     * Puts in place what a JVM has recorded.
     *
     * @return false when it recorded nothing
     */
    public boolean keep() {
        Path fresh = fresh();
        try {
            if (!Files.isRegularFile(fresh)) {
                return false;
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("The class cache " + file + " cannot be put in place", e);
        }
    }

    /** Whether it is there and was made after the file that it belongs to. */
    public boolean asNewAs(Path application) {
        try {
            return file != null && Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(application)) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException("The class cache " + file + " cannot be looked at", e);
        }
    }

    private Path fresh() {
        return Objects.requireNonNull(file).resolveSibling(file.getFileName() + ".new");
    }
}
