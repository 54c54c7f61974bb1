package io.mudanza.dumps.restore;

import io.mudanza.dumps.DumpException;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.util.UUID;

/**
 * Restores dumps. A restore is not resumed: after a crash the caller drops the scratch database, makes it again, and
 * restores again under the same job; the role that was left behind is removed then, or by {@link #forget}.
 */
public final class DumpRestore {

    private final ProgressListener progress;
    private final Cancellation cancellation;

    public DumpRestore(ProgressListener progress, Cancellation cancellation) {
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /**
     * Restores one dump. When it throws, the scratch database is half full and only good for being dropped; the
     * throw-away role is gone, or {@link #forget} takes it away.
     *
     * @throws DumpException   what is wrong with the dump
     * @throws EngineException what is wrong with the database: TARGET_LOST, TARGET_FULL, TARGET_RIGHTS_MISSING,
     *                         TARGET_NOT_EMPTY, TARGET_EXTENSION_MISSING, ROWS_REJECTED, SCHEMA_REJECTED, CANCELLED
     */
    public DumpReport restore(DumpRequest request) throws DumpException, EngineException, InterruptedException {
        throw new UnsupportedOperationException("The restore is being built: " + progress + cancellation);
    }

    /**
     * Takes away what a restore that was killed left on the server beside the scratch database: its role and the sessions
     * of it. Does nothing when nothing is there. Call it after the scratch database has been dropped.
     *
     * @param server any database of that server, with the role that restored
     */
    public static void forget(UUID job, DatabaseAddress server) throws EngineException {
        throw new UnsupportedOperationException("Being built: " + job + server);
    }
}
