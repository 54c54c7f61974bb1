package io.mudanza.transfer.media;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Hashes files on every processor. Threads of the platform: a digest never waits, and on virtual threads it would hold up
 * every other request of the service.
 */
@Singleton
class HashPool {

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().daemon().name("media-hash-", 0).factory());

    /** Is told of each key in order. */
    interface Sink {
        /**
         * One key.
         *
         * @param hashed what its file hashes to, waited for when asked
         * @return false to stop
         */
        boolean take(String key, Hashed hashed) throws IOException;
    }

    /** Waits for a hash. */
    interface Hashed {
        /** @throws java.nio.file.NoSuchFileException when the file is gone */
        MediaHashes.Known get() throws IOException;
    }

    /**
     * Hands out what the files hash to, in the order of the keys, while those behind are hashed.
     *
     * @param known  what is known of a key; null when nothing is
     * @return the keys that were not handed out
     */
    List<String> each(List<String> keys, Path root, Function<String, MediaHashes.Known> known, Sink sink)
            throws IOException {
        List<Future<MediaHashes.Known>> hashes = new ArrayList<>(keys.size());
        for (String key : keys) {
            hashes.add(threads.submit(() -> of(root.resolve(key), known.apply(key))));
        }
        int at = 0;
        try {
            while (at < keys.size()) {
                Future<MediaHashes.Known> hash = hashes.get(at);
                if (!sink.take(keys.get(at++), () -> await(hash))) {
                    break;
                }
            }
        } finally {
            hashes.subList(at, hashes.size()).forEach(left -> left.cancel(true));
        }
        return keys.subList(at, keys.size());
    }

    private static MediaHashes.Known of(Path file, MediaHashes.Known known) throws IOException {
        return known != null && known.state().equals(FileState.of(file)) ? known : MediaHashes.hash(file);
    }

    private static MediaHashes.Known await(Future<MediaHashes.Known> hash) throws IOException {
        try {
            return hash.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalStateException("a media file could not be hashed", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("listing was told to stop");
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
