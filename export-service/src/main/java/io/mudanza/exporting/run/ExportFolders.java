package io.mudanza.exporting.run;

import io.mudanza.bundle.store.DirectoryPartStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where exports lie: {@code exports/<job>/<attempt>/} holds {@code feed.ndjson} and the parts of one attempt. Attempts
 * do not share a folder, so that a worker which lost its lease and does not know it yet spoils nothing.
 */
@ApplicationScoped
public class ExportFolders {

    private final Path root;

    ExportFolders(
            @ConfigProperty(name = "mudanza.export-dir") Optional<Path> exportDir,
            @ConfigProperty(name = "mudanza.node.data-dir", defaultValue = "data") Path dataDir) {
        this.root = exportDir.orElse(dataDir.resolve("exports")).toAbsolutePath().normalize();
    }

    /** The parts of an attempt, with its feed. */
    public DirectoryPartStore store(UUID job, long attempt) {
        return new DirectoryPartStore(root.resolve(job.toString()).resolve(Long.toString(attempt)));
    }

    /** Removes the attempts of a job that are older than one of them. */
    void removeBefore(UUID job, long attempt) throws IOException {
        for (Path folder : attempts(job)) {
            if (Long.parseLong(folder.getFileName().toString()) < attempt) {
                delete(folder);
            }
        }
    }

    /** Removes parts of tables that are in no manifest, and drafts; returns how many files. */
    int removeUnlisted(DirectoryPartStore store, Set<String> listed) throws IOException {
        int removed = 0;
        for (String folder : List.of("data", ".drafts")) {
            Path root = store.root().resolve(folder);
            if (Files.isDirectory(root)) {
                try (Stream<Path> tree = Files.walk(root)) {
                    for (Path file : tree.filter(Files::isRegularFile).toList()) {
                        String name = store.root().relativize(file).toString().replace('\\', '/');
                        if (!listed.contains(name) && Files.deleteIfExists(file)) {
                            removed++;
                        }
                    }
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        }
        return removed;
    }

    /** Removes one attempt of a job, and the folder of the job when that was the last. */
    void remove(UUID job, long attempt) throws IOException {
        Path folder = root.resolve(job.toString());
        delete(folder.resolve(Long.toString(attempt)));
        if (attempts(job).isEmpty()) {
            delete(folder);
        }
    }

    /** The jobs of which there is a folder that nobody has written to since then. */
    public List<UUID> untouchedSince(Instant moment) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<UUID> jobs = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, path -> isJob(path.getFileName().toString()))) {
            for (Path folder : folders) {
                UUID job = UUID.fromString(folder.getFileName().toString());
                boolean untouched = Files.getLastModifiedTime(folder).toInstant().isBefore(moment);
                for (Path attempt : attempts(job)) {
                    untouched &= Files.getLastModifiedTime(attempt).toInstant().isBefore(moment);
                }
                if (untouched) {
                    jobs.add(job);
                }
            }
        } catch (NoSuchFileException e) {
            // Another worker removed a folder while it was looked at; the next sweep finds the rest.
            return jobs;
        }
        return jobs;
    }

    private static boolean isJob(String name) {
        return name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    /** Removes everything of a job. */
    public void remove(UUID job) throws IOException {
        delete(root.resolve(job.toString()));
    }

    /** Room that is left for exports. @throws IOException when the folder cannot be made or written */
    public long freeBytes() throws IOException {
        Files.createDirectories(root);
        if (!Files.isWritable(root)) {
            throw new IOException("The export folder " + root + " is not writable.");
        }
        return Files.getFileStore(root).getUsableSpace();
    }

    private List<Path> attempts(UUID job) throws IOException {
        Path folder = root.resolve(job.toString());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> child.getFileName().toString().matches("\\d{1,18}")).toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Another worker removes the same folder at the same time: what is gone is gone.
            return;
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e.getCause();
            }
        }
    }
}
