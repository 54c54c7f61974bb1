package io.mudanza.engine.load;

import io.mudanza.bundle.part.PartFeed;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.LedgerSchema;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Loads a bundle into a target while its parts are still being sealed: schema before the rows, rows part by part (COPY
 * and ledger row in one transaction), large objects, schema after the rows, sequences. A load that was interrupted goes
 * on from its last part when it is called again with the same bundle.
 */
public final class Loader {

    /**
     * Loads everything and checks it against the signed manifest. The target may only be used when this returns.
     *
     * @param feed     read to its end, and closed only when the load fails
     * @param progress told of rows and bytes as they are written
     * @throws EngineException with the code of what went wrong; the target then holds whole parts only
     */
    public LoadSummary load(
            LoadRequest request, PartFeed feed, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        FeedReader reader = new FeedReader(feed);
        while (true) {
            try {
                return new LoadRun(request, reader, progress, cancellation).run();
            } catch (BeganAgainException e) {
                if (request.reset() == null) {
                    throw new EngineException(EngineException.Code.SOURCE_LOST,
                            "The source began again under a new snapshot while its parts were being loaded."
                                    + " Start the job again.", e);
                }
                progress.note(ProgressListener.Level.WARNING,
                        "The source began again under a new snapshot; the target is emptied and loaded anew.");
                request.reset().run();
            }
        }
    }

    /**
     * Removes the ledger, so that nothing of Mudanza stays in the target. Called when the target is verified.
     *
     * @throws EngineException when the target cannot be reached
     */
    public static void removeLedger(DatabaseAddress target) throws EngineException {
        Connection connection = Connections.open(target, Side.TARGET);
        try {
            LedgerSchema.dropBooks(connection);
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "removing the ledger");
        } finally {
            Connections.close(connection);
        }
    }
}
