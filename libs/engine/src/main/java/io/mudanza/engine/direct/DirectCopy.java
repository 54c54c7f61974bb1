package io.mudanza.engine.direct;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.extract.ExtractRequest;
import io.mudanza.engine.extract.Extractor;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.verify.DatabaseRows;

/**
 * Copies a database into another in this process: extract and load overlap, rows pass through memory within a
 * bound. The target is loaded beside what is there, verified, and only then replaced.
 */
public final class DirectCopy {

    /** Bytes of rows that may wait for the load. */
    private static final long WAITING = 64L << 20;

    private final DirectSettings settings;

    public DirectCopy(DirectSettings settings) {
        this.settings = settings;
    }

    /**
     * Copies. A target that does not exist is created, and removed again when the copy fails.
     *
     * @throws EngineException with the code of what went wrong; the target is what it was
     */
    public DirectResult run(
            DatabaseAddress source, DatabaseAddress target, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        TargetDatabase database = new TargetDatabase(source, target);
        boolean created = database.ensure();
        boolean published = false;
        try {
            // Nothing but an empty database could be kept of a target that was just created.
            Arrival arrival = new Arrival(
                    created ? settings.withoutCheckpoint() : settings, target, null, progress, cancellation);
            DirectResult result = through(source, arrival, progress, cancellation);
            published = result.published();
            return result;
        } finally {
            if (created && !published) {
                database.drop();
            }
        }
    }

    private DirectResult through(
            DatabaseAddress source, Arrival arrival, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        ExtractRequest request = new ExtractRequest(source, settings.selection(), settings.workers(), settings.node(),
                settings.toolVersion(), true, false, settings.pgDump(), null);
        return new Through(settings, WAITING).bring("copy", arrival, source,
                new DatabaseRows(source, Side.SOURCE, cancellation), progress, cancellation,
                (passage, told, either) -> new Extractor(settings.key()).extract(request, passage, passage, told, either));
    }
}
