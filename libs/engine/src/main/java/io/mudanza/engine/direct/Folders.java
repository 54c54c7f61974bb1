package io.mudanza.engine.direct;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that live as long as one run. */
final class Folders {

    private Folders() {}

    /** A folder readable by its owner only. */
    static Path temporary(Path below) throws IOException {
        Path parent = below == null ? Path.of(System.getProperty("java.io.tmpdir")) : Files.createDirectories(below);
        return Files.createTempDirectory(parent, "mudanza-");
    }

    /** Removes a folder with everything in it; does nothing when there is none. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
