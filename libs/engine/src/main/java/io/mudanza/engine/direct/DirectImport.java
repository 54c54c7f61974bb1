package io.mudanza.engine.direct;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.tar.BundleFile;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;

/** Brings the platform of a bundle file to a target, verified, with a way back. */
public final class DirectImport {

    private final DirectSettings settings;

    public DirectImport(DirectSettings settings) {
        this.settings = settings;
    }

    /**
     * Imports.
     *
     * @param media the media folder of the target; null to leave the media of the bundle out
     * @throws EngineException with the code of what went wrong; the target is what it was
     */
    public DirectResult run(
            Path bundle, DatabaseAddress target, Path media, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        progress.doing("checking the bundle");
        try (BundleFile file = BundleFile.open(bundle)) {
            if (file.manifest().media() != null && media == null) {
                progress.note(ProgressListener.Level.WARNING,
                        "The bundle holds media, but no media folder was given: they are left out.");
            }
            return new Arrival(settings, target, media, progress, cancellation)
                    .bring("import", new HeadFirstFeed(file.feed()), null, null);
        } catch (BundleException e) {
            throw EngineException.of(e);
        } catch (IOException e) {
            throw new EngineException(EngineException.Code.STORE_FAILED,
                    "The bundle " + bundle + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
