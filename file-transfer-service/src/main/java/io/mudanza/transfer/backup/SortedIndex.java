package io.mudanza.transfer.backup;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaKey;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Media files in the order of an index, however many there are: sorted in runs on disk, then merged. */
final class SortedIndex implements AutoCloseable {

    private static final int RUN = 50_000;

    private final Path folder;
    private final List<Path> runs = new ArrayList<>();
    private List<MediaFile> current = new ArrayList<>();
    private long files;
    private long bytes;

    SortedIndex(Path folder) {
        this.folder = folder;
    }

    void add(MediaFile file) throws IOException {
        current.add(file);
        files++;
        bytes += file.size();
        if (current.size() == RUN) {
            spill();
        }
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    private void spill() throws IOException {
        current.sort(Comparator.comparing(MediaFile::key, MediaKey.ORDER));
        Path run = Files.createTempFile(Files.createDirectories(folder), "index", ".run");
        runs.add(run);
        try (BufferedWriter out = Files.newBufferedWriter(run, StandardCharsets.UTF_8)) {
            for (MediaFile file : current) {
                out.write(BundleJson.write(file));
                out.write('\n');
            }
        }
        current = new ArrayList<>();
    }

    /** Hands out all files in order. */
    void each(MediaIndex.Sink sink) throws IOException {
        if (runs.isEmpty()) {
            current.sort(Comparator.comparing(MediaFile::key, MediaKey.ORDER));
            for (MediaFile file : current) {
                sink.file(file);
            }
            return;
        }
        if (!current.isEmpty()) {
            spill();
        }
        PriorityQueue<Run> open = new PriorityQueue<>(Comparator.comparing((Run run) -> run.head.key(), MediaKey.ORDER));
        try {
            for (Path path : runs) {
                Run run = new Run(Files.newBufferedReader(path, StandardCharsets.UTF_8));
                if (run.advance()) {
                    open.add(run);
                }
            }
            while (!open.isEmpty()) {
                Run least = open.poll();
                sink.file(least.head);
                if (least.advance()) {
                    open.add(least);
                }
            }
        } finally {
            for (Run run : open) {
                run.lines.close();
            }
        }
    }

    private static final class Run {
        private final BufferedReader lines;
        private MediaFile head;

        Run(BufferedReader lines) {
            this.lines = lines;
        }

        boolean advance() throws IOException {
            String line = lines.readLine();
            if (line == null) {
                lines.close();
                return false;
            }
            head = BundleJson.read(line, MediaFile.class);
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }
}
