package io.mudanza.engine.direct;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.sign.Signature;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.bundle.tar.BundleFile;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Checks a bundle file without any database: grammar, signature, and every byte of every part. */
public final class BundleInspection {

    /**
     * What was found; a bundle that is not whole is an exception instead.
     *
     * @param manifest  the manifest
     * @param signature who signed it
     */
    public record Found(Manifest manifest, Signature signature) {}

    /**
     * Reads all of the bundle.
     *
     * @throws EngineException BUNDLE_INVALID, BUNDLE_PART_CORRUPT, BUNDLE_TRUNCATED, BUNDLE_SIGNATURE_WRONG, …
     */
    public Found run(Path bundle, ProgressListener progress, Cancellation cancellation) throws EngineException {
        try (BundleFile file = BundleFile.open(bundle); PartFeed feed = file.feed()) {
            byte[] buffer = new byte[1 << 18];
            progress.expected(-1, file.manifest().parts().stream().mapToLong(Part::plainBytes).sum());
            for (Part part : file.manifest().parts()) {
                cancellation.check();
                progress.doing(part.name());
                try (InputStream in = new PartReader(part, feed.open(part))) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        progress.advanced(part.table(), 0, n);
                    }
                }
            }
            return new Found(file.manifest(), file.signature());
        } catch (BundleException e) {
            throw EngineException.of(e);
        } catch (IOException e) {
            throw new EngineException(EngineException.Code.STORE_FAILED,
                    "The bundle " + bundle + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
