package io.mudanza.transfer.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Lists the media store page by page, in the order of the keys. */
@Singleton
class MediaList {

    private static final Logger LOG = Logger.getLogger(MediaList.class);
    /** A page ends early rather than let its reader wait longer while files are hashed. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final MediaFolder folder;
    private final MediaHashes hashes;

    MediaList(MediaFolder folder, MediaHashes hashes) {
        this.folder = folder;
        this.hashes = hashes;
    }

    /** One file; the field names are those of the public interface. */
    record Entry(
            String key,
            long size,
            String sha256,
            @JsonProperty("content_type") String contentType,
            @JsonProperty("last_modified") String lastModified) {}

    /**
     * One page.
     *
     * @param next ask for what comes after this key; null when this was the last page
     */
    record Page(List<Entry> files, String next) {}

    Page page(String after, int limit) throws IOException, SQLException {
        Path root = folder.root();
        if (!Files.isDirectory(root)) {
            // An empty list would say that the platform has no media, and a peer would believe it.
            throw new TransferProblem(ProblemCode.NOT_FOUND,
                    "The media folder of this platform is not there. Mount it, or correct mudanza.platform.media.");
        }
        List<String> found = new ArrayList<>();
        boolean[] more = new boolean[1];
        folder.store().walk(after.isEmpty() ? null : after, new MediaStore.Visitor() {
            @Override
            public boolean file(MediaFile file) {
                if (found.size() == limit) {
                    more[0] = true;
                    return false;
                }
                found.add(file.key());
                return true;
            }

            @Override
            public void notCarried(String path, String reason) {
                LOG.debugf("a media file is left out of the list: %s", reason);
            }
        });
        return hashed(root, found, more[0]);
    }

    private Page hashed(Path root, List<String> found, boolean more) throws IOException, SQLException {
        Map<String, MediaHashes.Known> remembered = hashes.find(found);
        Map<String, MediaHashes.Known> fresh = new HashMap<>();
        List<Entry> files = new ArrayList<>(found.size());
        Instant latest = Instant.now().plus(LONGEST);
        String last = null;
        boolean early = false;
        for (String key : found) {
            if (last != null && Instant.now().isAfter(latest)) {
                early = true;
                break;
            }
            last = key;
            Path file = root.resolve(key);
            MediaHashes.Known known = remembered.get(key);
            try {
                if (known == null || !known.state().equals(FileState.of(file))) {
                    known = MediaHashes.hash(file);
                    if (MediaHashes.worthRemembering(known)) {
                        fresh.put(last, known);
                    }
                }
            } catch (NoSuchFileException gone) {
                continue;
            }
            files.add(new Entry(
                    last, known.state().size(), known.sha256(), contentType(last),
                            known.state().modified().toString()));
        }
        hashes.remember(fresh);
        return new Page(files, more || early ? last : null);
    }

    static String contentType(String key) {
        String guess = URLConnection.guessContentTypeFromName(key.substring(key.lastIndexOf('/') + 1));
        return guess == null ? "application/octet-stream" : guess;
    }
}
