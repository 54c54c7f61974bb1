package io.mudanza.engine.checkpoint;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The database side of a switch; the media side and the journal are the caller's. */
interface StateSwitch {

    SwitchMode mode();

    /** Whether something of this job is prepared here. */
    boolean isPrepared(UUID job) throws SQLException, EngineException;

    boolean hasCheckpoint(UUID job) throws SQLException, EngineException;

    boolean hasReplaced(UUID job) throws SQLException, EngineException;

    /** Whether media belong to the checkpoint of this job. */
    boolean checkpointHasMedia(UUID job) throws SQLException, EngineException;

    /** Makes the new state current in one transaction. Nobody is let in before {@link #open}. */
    void publish(UUID job, boolean media, ProgressListener progress)
            throws SQLException, EngineException, InterruptedException;

    void undoPublish(UUID job) throws SQLException, EngineException;

    /** Makes the checkpoint current in one transaction. Nobody is let in before {@link #open}. */
    void rollBack(UUID job, ProgressListener progress) throws SQLException, EngineException, InterruptedException;

    void undoRollBack(UUID job) throws SQLException, EngineException;

    /** Lets everybody into the platform, and the job into what it prepared. */
    void open(UUID job) throws SQLException, EngineException;

    /** Removes what was prepared; the platform is what it was before. */
    void discard(UUID job) throws SQLException, EngineException, InterruptedException;

    List<Checkpoint> list() throws SQLException, EngineException;

    void drop(UUID job, Checkpoint.Kind kind) throws SQLException, EngineException;
}
