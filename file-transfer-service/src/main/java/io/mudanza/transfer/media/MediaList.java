package io.mudanza.transfer.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
    private final HashPool pool;
    private final OpenListings open = new OpenListings();

    MediaList(MediaFolder folder, MediaHashes hashes, HashPool pool) {
        this.folder = folder;
        this.hashes = hashes;
        this.pool = pool;
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
        // After PUBLISH the same path is another folder.
        Object state = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
        Listing listing = after.isEmpty() ? null : open.take(state, after).orElse(null);
        if (listing == null) {
            listing = new Listing(folder.store().cursor(after.isEmpty() ? null : after, (path, reason) ->
                    LOG.debugf("a media file is left out of the list: %s", reason)));
        }
        Page page = hashed(root, listing, limit);
        if (page.next() != null) {
            open.keep(state, page.next(), listing);
        }
        return page;
    }

    private Page hashed(Path root, Listing listing, int limit) throws IOException, SQLException {
        List<String> found = listing.take(limit);
        Map<String, MediaHashes.Known> remembered = hashes.find(found);
        Map<String, MediaHashes.Known> fresh = new HashMap<>();
        List<Entry> files = new ArrayList<>(found.size());
        Instant latest = Instant.now().plus(LONGEST);
        List<String> left = pool.each(found, root, remembered::get, (key, hash) -> {
            try {
                MediaHashes.Known known = hash.get();
                if (known != remembered.get(key) && MediaHashes.worthRemembering(known)) {
                    fresh.put(key, known);
                }
                files.add(new Entry(key, known.state().size(), known.sha256(), contentType(key),
                        known.state().modified().toString()));
            } catch (NoSuchFileException gone) {
                LOG.debug("a media file was deleted while it was being listed");
            }
            return Instant.now().isBefore(latest);
        });
        hashes.remember(fresh);
        listing.giveBack(left);
        return new Page(files, listing.ended() ? null : found.get(found.size() - left.size() - 1));
    }

    static String contentType(String key) {
        String guess = URLConnection.guessContentTypeFromName(key.substring(key.lastIndexOf('/') + 1));
        return guess == null ? "application/octet-stream" : guess;
    }
}
