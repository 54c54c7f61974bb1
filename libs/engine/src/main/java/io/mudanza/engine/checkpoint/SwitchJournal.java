package io.mudanza.engine.checkpoint;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What was begun and is not yet done. An entry exists from the intent to the end of a switch. */
final class SwitchJournal {

    static final String PUBLISH = "publish";
    static final String ROLL_BACK = "roll-back";

    private static final String MEDIA_ONLY = ".media-only.json";

    private final Path folder;

    SwitchJournal(Path folder) {
        this.folder = folder;
    }

    /**
     * A switch under way.
     *
     * @param job      whose
     * @param action   {@link #PUBLISH} or {@link #ROLL_BACK}
     * @param mode     how
     * @param database the platform's database
     * @param media    whether the media are switched as well
     * @param keep     whether the state put aside is kept
     */
    record Entry(UUID job, String action, SwitchMode mode, String database, boolean media, boolean keep) {}

    void write(Entry entry) throws EngineException {
        try {
            Files.createDirectories(folder);
            Path draft = folder.resolve("." + entry.job() + ".new");
            Files.writeString(draft, BundleJson.write(entry), StandardCharsets.UTF_8);
            force(draft);
            Files.move(draft, file(entry.job()), StandardCopyOption.ATOMIC_MOVE);
            force(folder);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    void delete(UUID job) throws EngineException {
        try {
            Files.deleteIfExists(file(job));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Remembers that a publish came to its end, for the case that it is asked for again. */
    void done(UUID job) throws EngineException {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(job + ".published"), new byte[0]);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    boolean isDone(UUID job) {
        return Files.exists(folder.resolve(job + ".published"));
    }

    List<Entry> open() throws EngineException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.switch.json")) {
            for (Path file : files) {
                entries.add(BundleJson.read(Files.readString(file, StandardCharsets.UTF_8), Entry.class));
            }
            return entries;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** A job that switched media alone. */
    record MediaMark(UUID job, String media, Instant at) {}

    void markMediaOnly(UUID job, Path media) throws EngineException {
        try {
            Files.createDirectories(folder);
            Path mark = folder.resolve(job + MEDIA_ONLY);
            Files.writeString(mark, BundleJson.write(new MediaMark(job, media.toString(), Instant.now())));
            force(mark);
            force(folder);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    boolean mediaOnly(UUID job, Path media) throws EngineException {
        return Files.exists(folder.resolve(job + MEDIA_ONLY))
                && mediaOnly(media).stream().anyMatch(mark -> mark.job().equals(job));
    }

    List<MediaMark> mediaOnly(Path media) throws EngineException {
        List<MediaMark> marks = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return marks;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + MEDIA_ONLY)) {
            for (Path file : files) {
                MediaMark mark = BundleJson.read(Files.readString(file, StandardCharsets.UTF_8), MediaMark.class);
                if (mark.media().equals(media.toString())) {
                    marks.add(mark);
                }
            }
            return marks;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    void forgetMediaOnly(UUID job) throws EngineException {
        try {
            Files.deleteIfExists(folder.resolve(job + MEDIA_ONLY));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Path file(UUID job) {
        return folder.resolve(job + ".switch.json");
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private EngineException failure(IOException e) {
        return new EngineException(
                Code.STORE_FAILED,
                "The journal of switches in " + folder + " cannot be used: " + e.getMessage()
                        + ". Make the folder writable.",
                e);
    }
}
