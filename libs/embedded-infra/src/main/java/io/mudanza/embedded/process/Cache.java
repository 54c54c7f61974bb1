package io.mudanza.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Unpacked programs, kept between runs in {@code $XDG_CACHE_HOME/mudanza}. */
public final class Cache {

    private Cache() {}

    /** Fills a new, empty folder. */
    public interface Filler {
        void fill(Path folder) throws IOException;
    }

    /**
     * The folder of that name, complete: filled beside and renamed, so two programs at once do not disturb each
     * other.
     */
    public static Path folder(String name, Filler filler) {
        Path folder = root().resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(folder.getParent());
            Path fresh = Files.createTempDirectory(folder.getParent(), name + ".new-");
            try {
                filler.fill(fresh);
                fresh.toFile().setExecutable(true, false);
                fresh.toFile().setReadable(true, false);
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                TempFolder.delete(fresh);
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not unpack " + name + " into " + root(), e);
        }
    }

    private static Path root() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("mudanza");
    }
}
