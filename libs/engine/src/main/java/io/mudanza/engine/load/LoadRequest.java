package io.mudanza.engine.load;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.schema.SchemaPlace;
import io.mudanza.engine.tasks.Assistants;

/**
 * Where a bundle is loaded.
 *
 * @param target  an empty database, or one that an earlier try of the same job has begun to load
 * @param workers parallel writers, at least 1
 * @param place   whether the database is the job's own or one in which other things live
 * @param reset   makes the target empty again, for a source that begins again under a new snapshot; null when that
 *                cannot be done, so that it is an error
 * @param readBack whether every table is read back as soon as its rows are committed, for a verification to come. Not
 *                done in a database in which other things live: there the verification reads what is there then
 * @param statistics whether statistics are gathered also where the server soon gathers them by itself
 * @param assistants other processes that load parts of it as well
 */
public record LoadRequest(
        DatabaseAddress target, int workers, SchemaPlace place, Reset reset, boolean readBack, boolean statistics,
        Assistants assistants) {

    /** Makes a target empty. */
    @FunctionalInterface
    public interface Reset {
        /** Called when no connection of the load is open. */
        void run() throws EngineException, InterruptedException;
    }

    public LoadRequest {
        workers = Math.max(1, workers);
        place = place == null ? SchemaPlace.WHOLE_DATABASE : place;
        readBack = readBack && place == SchemaPlace.WHOLE_DATABASE;
    }

    /** With statistics. */
    public LoadRequest(DatabaseAddress target, int workers, SchemaPlace place, Reset reset, boolean readBack) {
        this(target, workers, place, reset, readBack, true, Assistants.NONE);
    }

    /** Without assistants. */
    public LoadRequest(
            DatabaseAddress target, int workers, SchemaPlace place, Reset reset, boolean readBack, boolean statistics) {
        this(target, workers, place, reset, readBack, statistics, Assistants.NONE);
    }

    /** With assistants. */
    public LoadRequest with(Assistants others) {
        return new LoadRequest(target, workers, place, reset, readBack, statistics, others);
    }

    /** A database of the job's own, two writers, without a way to begin again, not read back. */
    public static LoadRequest of(DatabaseAddress target) {
        return new LoadRequest(target, 2, SchemaPlace.WHOLE_DATABASE, null, false);
    }
}
