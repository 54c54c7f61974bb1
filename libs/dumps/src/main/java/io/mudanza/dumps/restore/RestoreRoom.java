package io.mudanza.dumps.restore;

import io.mudanza.dumps.DumpLimits;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.tasks.TaskPool;
import io.mudanza.engine.tasks.Worker;
import java.sql.SQLException;

/**
 * What everything that works on one restore has in common.
 *
 * @param address the scratch database, as the role whose rights the dump has
 */
record RestoreRoom(
        DumpRequest request, DatabaseAddress address, TaskPool pool, ProgressListener progress,
        Cancellation cancellation) {

    DumpLimits limits() {
        return request.limits();
    }

    /** The session of a worker. */
    ScratchSession session(Worker worker) throws EngineException, SQLException {
        return worker.session(ScratchSession.class, this::open);
    }

    ScratchSession open(WorkerGroup group) throws EngineException {
        return new ScratchSession(group.open(address), limits());
    }
}
