package io.mudanza.importing.restore;

import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.platform.feed.ReceivedParts;
import io.mudanza.steps.StepContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Brings the dump of a job from the file-transfer service beside this process, where its parts can be read at any place. */
@ApplicationScoped
class FetchedDumps {

    private static final Pattern SAFE = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)*");
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private final ReceivedParts received;
    private final Path root;

    FetchedDumps(
            ReceivedParts received,
            @ConfigProperty(name = "mudanza.node.data-dir", defaultValue = "data") Path dataDir) {
        this.received = received;
        this.root = dataDir.resolve("restores").toAbsolutePath().normalize();
    }

    /** The file or the folder of the dump; fetched at the first call of a job. */
    Path of(StepContext context) throws IOException, InterruptedException {
        UUID job = context.jobId();
        removeForgotten();
        DumpIndex index;
        try (InputStream text = received.small(job, DumpIndex.PART)) {
            index = BundleJson.read(new String(text.readAllBytes(), StandardCharsets.UTF_8), DumpIndex.class);
        }
        Path folder = Files.createDirectories(root.resolve(job.toString()).resolve("dump"));
        for (DumpIndex.DumpFile file : index.files()) {
            if (!SAFE.matcher(file.name()).matches()) {
                throw new IOException("a file of the dump has a name that is not allowed");
            }
            Path target = folder.resolve(file.name());
            if (!Files.exists(target)) {
                context.doing("fetching " + file.name());
                fetch(context, file, target);
            }
        }
        return index.folder() ? folder : folder.resolve(index.files().getFirst().name());
    }

    private void fetch(StepContext context, DumpIndex.DumpFile file, Path target) throws IOException {
        Part part = new Part(
                file.part(), PartKind.SCHEMA, null, 0, file.size(), file.size(), file.sha256(), null);
        Path partial = target.resolveSibling("." + file.name() + ".part");
        MessageDigest digest = Sha256.digest();
        try (InputStream in = received.open(context.jobId(), part, context::cancelled);
                OutputStream out = Files.newOutputStream(partial)) {
            byte[] buffer = new byte[1 << 17];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
            throw new IOException("a file of the dump changed on the way between the services");
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What was fetched for a job is not needed any more; does nothing when there is nothing. */
    void remove(UUID job) throws IOException {
        delete(root.resolve(job.toString()));
    }

    private void removeForgotten() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> folders;
        try (Stream<Path> jobs = Files.list(root)) {
            folders = jobs.toList();
        }
        for (Path folder : folders) {
            if (Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(FORGOTTEN))) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
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
