package io.mudanza.engine.direct;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.extract.ExtractRequest;
import io.mudanza.engine.extract.Extractor;
import io.mudanza.engine.extract.OtherRows;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.verify.RowSource;

/**
 * Brings rows from elsewhere into a target: the schema is that of a database of the same server, the rows of the tables
 * that come from elsewhere take the place of what they hold there, and everything else is as in a copy. Loaded beside
 * what is there, verified, published, with a way back.
 */
public final class DirectIntake {

    /** Bytes of rows that may wait for the load: it is the slower one, and this process is meant to be small. */
    private static final long WAITING = 24L << 20;

    private final DirectSettings settings;

    public DirectIntake(DirectSettings settings) {
        this.settings = settings;
    }

    /** Makes sure that the target exists. @return true when it was created, empty and in UTF-8 */
    public static boolean ensure(DatabaseAddress target) throws EngineException {
        return new TargetDatabase(null, target).ensure();
    }

    /** Makes an empty database with the encoding and locale of another. */
    public static void ensureLike(DatabaseAddress other, DatabaseAddress target) throws EngineException {
        new TargetDatabase(other, target).ensure();
    }

    /** Removes a target that {@link #ensure} created. */
    public static void drop(DatabaseAddress target) throws EngineException {
        new TargetDatabase(null, target).drop();
    }

    /**
     * Brings the rows.
     *
     * @param direction word for the certificate
     * @param schema    database whose schema the target is to have, and whose rows where none come from elsewhere; often
     *                  the target itself
     * @param other     the rows
     * @param again     reads the rows of a table again, to name those that differ
     * @param fresh     whether the target was created for this, so that its old state is not worth keeping
     * @throws EngineException with the code of what went wrong; the target is what it was
     */
    public DirectResult run(
            String direction, DatabaseAddress schema, OtherRows other, RowSource again, DatabaseAddress target,
            boolean fresh, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        Arrival arrival = new Arrival(fresh ? settings.withoutCheckpoint() : settings, target, null, progress, cancellation)
                .leavingStatistics();
        ExtractRequest request = new ExtractRequest(schema, null, settings.workers(), settings.node(),
                settings.toolVersion(), true, false, settings.pgDump(), null);
        return new Through(settings, WAITING).bring(direction, arrival, null, again, progress, cancellation,
                (passage, told, either) ->
                        new Extractor(settings.key()).extract(request, other, passage, passage, told, either));
    }
}
