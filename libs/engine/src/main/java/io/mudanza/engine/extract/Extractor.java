package io.mudanza.engine.extract;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.bundle.store.PartWriter;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Extracts a platform into sealed parts: one snapshot, several readers, a signed manifest at the end. Nothing is ever
 * written to the source. An extract that was interrupted begins from zero under a new snapshot, because no other
 * snapshot would fit the parts that are there.
 */
public final class Extractor {

    private static final AtomicBoolean WARM = new AtomicBoolean();

    private final NodeKey key;

    /** @param key signs the manifest */
    public Extractor(NodeKey key) {
        this.key = key;
    }

    /**
     * Extracts. Removes first what the store holds of an earlier try.
     *
     * @param store    where the parts are kept; gets {@code 000-head.json}, {@code manifest.json} and
     *                 {@code manifest.sig} as well
     * @param feed     hears the head, each part when it is sealed, and the manifest; one call at a time. An
     *                 {@link UncheckedIOException} from it ends the extract. A failure is not told to it: the caller
     *                 knows whether there will be another try
     * @param progress told of rows and bytes as they are read
     * @return the manifest, whose exact bytes went to the store and the feed
     */
    public Manifest extract(
            ExtractRequest request,
            PartStore store,
            Consumer<FeedLine> feed,
            ProgressListener progress,
            Cancellation cancellation)
            throws EngineException, InterruptedException {
        return extract(request, null, store, feed, progress, cancellation);
    }

    /** @param other brings the rows of some tables; null when all are those of the source */
    public Manifest extract(
            ExtractRequest request,
            OtherRows other,
            PartStore store,
            Consumer<FeedLine> feed,
            ProgressListener progress,
            Cancellation cancellation)
            throws EngineException, InterruptedException {
        try {
            store.clear();
            warmUp(request);
            try (Snapshot snapshot = Snapshot.take(request.source(), Side.SOURCE)) {
                Extraction extraction = new Extraction(request, other, store, feed, progress, cancellation, snapshot);
                Manifest manifest = extraction.run();
                complete(manifest, store, feed);
                return manifest;
            }
        } catch (BundleException e) {
            throw EngineException.of(e);
        } catch (SQLException e) {
            throw Failures.of(e, Side.SOURCE, "reading the catalog");
        } catch (UncheckedIOException e) {
            throw storeFailed(e.getCause());
        } catch (IOException e) {
            throw storeFailed(e);
        }
    }

    /** While the catalog is read nothing else is done: time to get ready for the rows, once in a process. */
    private static void warmUp(ExtractRequest request) {
        if (WARM.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("mudanza-warm-up").start(() -> {
                if (!request.digestOnly()) {
                    PartWriter.warmUp();
                }
                DigestAccumulator.warmUp();
            });
        }
    }

    private void complete(Manifest manifest, PartStore store, Consumer<FeedLine> feed) throws IOException {
        String json = ManifestJson.write(manifest);
        String signature = BundleJson.write(key.sign(json.getBytes(StandardCharsets.UTF_8)));
        keep(store, Manifest.MEMBER, json);
        keep(store, Manifest.SIGNATURE_MEMBER, signature);
        feed.accept(new FeedLine.Completed(json, signature));
    }

    static void keep(PartStore store, String name, String text) throws IOException {
        try (PartStore.Draft draft = store.draft(name)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                draft.channel().write(bytes);
            }
            draft.seal();
        }
    }

    static void keepHead(PartStore store, Head head) throws IOException {
        keep(store, Head.MEMBER, ManifestJson.write(head));
    }

    private static EngineException storeFailed(IOException e) {
        return e instanceof BundleException bundle
                ? EngineException.of(bundle)
                : new EngineException(EngineException.Code.STORE_FAILED,
                        "The parts cannot be written: " + e.getMessage() + ". Check the folder of exports.", e);
    }
}
