package io.mudanza.engine.direct;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.extract.ExtractRequest;
import io.mudanza.engine.extract.Extractor;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.scratch.ScratchFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Writes a platform into one bundle file. The file is complete or not there. */
public final class DirectExport {

    private final DirectSettings settings;

    public DirectExport(DirectSettings settings) {
        this.settings = settings;
    }

    /**
     * Exports. Large objects and media need their room twice while the file is put together.
     *
     * @param media the media folder; null to leave media out
     * @param file  the file to write; replaced when it exists
     * @throws EngineException with the code of what went wrong; the file is what it was
     */
    public DirectResult run(
            DatabaseAddress source, Path media, Path file, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        Instant began = Instant.now();
        UUID job = TimeOrderedId.next();
        Path target = file.toAbsolutePath();
        try (ScratchFolder scratch = ScratchFolder.below(target.getParent())) {
            Path partial = scratch.path().resolve("bundle");
            Manifest manifest;
            try (FileChannel out = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                manifest = extract(source, media, new GrowingBundle(out, scratch.path()), progress, cancellation);
                progress.doing("writing " + target.getFileName());
                out.force(true);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            long bytes = manifest.tables().stream().mapToLong(total -> total.plainBytes()).sum();
            long files = manifest.media() == null ? 0 : manifest.media().files();
            return new DirectResult(
                    job, true, null, manifest.rows(), bytes, files, Duration.between(began, Instant.now()), null);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Manifest extract(
            DatabaseAddress source, Path media, GrowingBundle bundle, ProgressListener progress,
            Cancellation cancellation)
            throws EngineException, InterruptedException {
        FolderMedia store = media == null ? null : new FolderMedia(media, progress, cancellation);
        return new Extractor(settings.key()).extract(
                new ExtractRequest(source, settings.selection(), settings.workers(), settings.node(),
                        settings.toolVersion(), true, false, settings.pgDump(), store),
                bundle, bundle, progress, cancellation);
    }

    private static EngineException failed(IOException e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        boolean full = String.valueOf(reason).toLowerCase(Locale.ROOT).contains("no space left");
        return full
                ? new EngineException(EngineException.Code.STORE_FULL,
                        "The disk of the output is full. Free space or write elsewhere, then export again.", e)
                : new EngineException(EngineException.Code.STORE_FAILED, "The bundle cannot be written: " + reason + ".", e);
    }
}
