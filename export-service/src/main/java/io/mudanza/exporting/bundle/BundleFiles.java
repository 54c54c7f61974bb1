package io.mudanza.exporting.bundle;

import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.tar.BundleTar;
import io.mudanza.exporting.media.PlatformMedia;
import io.mudanza.platform.NodeKeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Complete exports as files. The few that were asked for last are kept ready; their digests are computed once. */
@ApplicationScoped
public class BundleFiles {

    private static final Logger LOG = Logger.getLogger(BundleFiles.class);
    private static final int KEPT = 8;

    private final NodeKeyFile nodeKey;
    private final PlatformMedia media;
    private final Map<Path, BundleTar> ready = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, BundleTar> eldest) {
            return size() > KEPT;
        }
    };
    private final Map<Path, CompletableFuture<String>> digests = new ConcurrentHashMap<>();

    BundleFiles(NodeKeyFile nodeKey, PlatformMedia media) {
        this.nodeKey = nodeKey;
        this.media = media;
    }

    /** The file form of a complete export. */
    public BundleTar of(DirectoryPartStore store) throws IOException {
        synchronized (ready) {
            BundleTar known = ready.get(store.root());
            if (known != null && Files.exists(store.root())) {
                return known;
            }
        }
        BundleManifest.ensure(store, nodeKey.key());
        BundleTar tar = BundleTar.of(new WholeStore(store, media));
        synchronized (ready) {
            ready.put(store.root(), tar);
        }
        return tar;
    }

    /**
     * The SHA-256 of the whole file, base64. Computing it reads everything once; who cannot wait that long is answered
     * without, and finds it there the next time.
     */
    public Optional<String> digest(DirectoryPartStore store, Duration patience) throws IOException {
        Path kept = store.root().resolve("file").resolve("sha256");
        if (Files.exists(kept)) {
            return Optional.of(Files.readString(kept));
        }
        BundleTar tar = of(store);
        CompletableFuture<String> computing = digests.computeIfAbsent(store.root(), root -> {
            CompletableFuture<String> future = new CompletableFuture<>();
            Thread.ofVirtual().name("digest-" + root.getFileName()).start(() -> compute(tar, root, kept, future));
            return future;
        });
        try {
            return Optional.of(computing.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            LOG.warnf(e.getCause(), "no digest of %s", store.root());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void compute(BundleTar tar, Path root, Path kept, CompletableFuture<String> future) {
        try (InputStream in = tar.open(0)) {
            MessageDigest sha256 = Sha256.digest();
            byte[] buffer = new byte[256 << 10];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            String digest = Base64.getEncoder().encodeToString(sha256.digest());
            Path draft = Files.createTempFile(kept.getParent(), ".sha256", null);
            Files.writeString(draft, digest);
            Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
            future.complete(digest);
        } catch (IOException | RuntimeException e) {
            future.completeExceptionally(e);
        } finally {
            digests.remove(root);
        }
    }
}
