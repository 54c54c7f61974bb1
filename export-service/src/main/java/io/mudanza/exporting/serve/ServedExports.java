package io.mudanza.exporting.serve;

import io.mudanza.answers.PacedOutput;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.exporting.run.ExportEntity;
import io.mudanza.exporting.run.ExportFolders;
import io.mudanza.exporting.run.ExportRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The exports as they can be read now: always those of the newest attempt. */
@ApplicationScoped
class ServedExports {

    /** Indexes of parts kept in memory; the others are read again from their feed. */
    private static final int KEPT = 16;

    private final ExportRepository exports;
    private final ExportFolders folders;
    private final Map<Attempt, PartIndex> indexes = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Attempt, PartIndex> eldest) {
            return size() > KEPT;
        }
    };

    private record Attempt(UUID job, long attempt) {}

    /**
     * One export.
     *
     * @param state where it stands
     * @param store its parts
     * @param index the parts by name
     */
    record Served(ExportEntity.State state, DirectoryPartStore store, PartIndex index) {}

    ServedExports(ExportRepository exports, ExportFolders folders) {
        this.exports = exports;
        this.folders = folders;
    }

    Optional<Served> find(UUID job) {
        return exports.current(job).map(row -> {
            DirectoryPartStore store = folders.store(job, row.attempt());
            return new Served(row.state(), store, index(new Attempt(job, row.attempt()), store));
        });
    }

    /** True when there is an export or one is about to begin. */
    boolean known(UUID job) {
        return exports.current(job).isPresent() || exports.expected(job);
    }

    /**
     * Writes the feed to a follower until it has its last line.
     *
     * @param carry bytes that a part may have at most to come with its line; 0 for none
     * @param from  so many parts the follower has already
     */
    void follow(UUID job, OutputStream out, int carry, long from) throws IOException {
        new LiveFeed(exports, folders, job, new PacedOutput(out), carry).run(from);
    }

    /** Removes an export. @return false when there was none */
    boolean remove(UUID job) throws IOException {
        boolean known = exports.forget(job);
        folders.remove(job);
        return known;
    }

    private PartIndex index(Attempt attempt, DirectoryPartStore store) {
        synchronized (indexes) {
            return indexes.computeIfAbsent(attempt, _ -> new PartIndex(store.feedFile()));
        }
    }
}
