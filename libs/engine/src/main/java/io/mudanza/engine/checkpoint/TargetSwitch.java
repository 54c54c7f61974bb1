package io.mudanza.engine.checkpoint;

import io.mudanza.crash.CrashPoints;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Prepares, publishes, rolls back and discards the new state of one platform, database and media together. After a crash
 * at any point {@link #recover()} leaves the platform wholly old or wholly new; every other call recovers first. Only one
 * process at a time may change a platform.
 */
public final class TargetSwitch {

    private final SwitchSettings settings;
    private final CrashPoints points;

    public TargetSwitch(SwitchSettings settings) {
        this(settings, CrashPoints.OF_PROCESS);
    }

    /** @param points where tests end the world */
    public TargetSwitch(SwitchSettings settings, CrashPoints points) {
        this.settings = settings;
        this.points = points;
    }

    /**
     * Makes the place into which the job loads; may be called again.
     *
     * @throws EngineException CHECKPOINT_EXISTS, TARGET_RIGHTS_MISSING, TARGET_IN_USE (in place), DATABASE_UNREACHABLE
     */
    public PreparedTarget prepare(UUID job, SwitchMode mode, ProgressListener progress)
            throws EngineException, InterruptedException {
        return run("preparing the target", states -> states.prepare(job, mode, progress));
    }

    /**
     * Makes the loaded state the current one.
     *
     * @param withMedia      whether the staged media set is switched as well; it must be complete
     * @param keepCheckpoint whether the old state is kept
     * @return the checkpoint; not valid when it is not kept
     * @throws EngineException TARGET_IN_USE, PUBLISH_FAILED, CHECKPOINT_EXISTS; the platform is what it was
     */
    public Checkpoint publish(UUID job, boolean withMedia, boolean keepCheckpoint, ProgressListener progress)
            throws EngineException, InterruptedException {
        return run("publishing", states -> states.publish(job, withMedia, keepCheckpoint, progress));
    }

    /**
     * Makes the staged media of a job the current ones and leaves the database alone.
     *
     * @return the checkpoint, which has the old media
     * @throws EngineException PUBLISH_FAILED, STORE_FAILED; the platform is what it was
     */
    public Checkpoint publishMedia(UUID job) throws EngineException, InterruptedException {
        return run("publishing media", states -> states.publishMedia(job));
    }

    /**
     * Puts the checkpoint of a job back; the state it replaces is kept aside.
     *
     * @return the state that was replaced
     * @throws EngineException CHECKPOINT_MISSING, TARGET_IN_USE; the platform is what it was
     */
    public Checkpoint rollBack(UUID job, ProgressListener progress) throws EngineException, InterruptedException {
        return run("rolling back", states -> states.rollBack(job, progress));
    }

    /** Removes what the job prepared, media included; the platform is what it was. Does nothing when nothing is there. */
    public void discard(UUID job) throws EngineException, InterruptedException {
        run("discarding", states -> states.discard(job));
    }

    /** All kept states of this platform. */
    public List<Checkpoint> list() throws EngineException, InterruptedException {
        return call("listing checkpoints", (maintenance, states) -> states.list());
    }

    /**
     * Drops a kept state for good.
     *
     * @param id as {@link Checkpoint#id()}
     * @throws EngineException CHECKPOINT_MISSING
     */
    public void drop(String id) throws EngineException, InterruptedException {
        run("dropping a checkpoint", states -> states.drop(id));
    }

    /** Completes or takes back what a crash cut off. Called when the service starts, and by every other call. */
    public void recover() throws EngineException, InterruptedException {
        run("recovering", states -> null);
    }

    private interface Action<T> {
        T in(SwitchRun states) throws SQLException, EngineException, IOException, InterruptedException;
    }

    private interface Call<T> {
        T in(Maintenance maintenance, SwitchRun states)
                throws SQLException, EngineException, IOException, InterruptedException;
    }

    private <T> T run(String doing, Action<T> action) throws EngineException, InterruptedException {
        return call(doing, (maintenance, states) -> {
            maintenance.lockPlatform(settings.target().database());
            states.recover();
            return action.in(states);
        });
    }

    private <T> T call(String doing, Call<T> call) throws EngineException, InterruptedException {
        try (Maintenance maintenance = Maintenance.open(settings.target())) {
            return call.in(maintenance, new SwitchRun(settings, maintenance, points));
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, doing);
        } catch (IOException e) {
            throw new EngineException(
                    Code.STORE_FAILED,
                    "The media store fails while " + doing + ": " + e.getMessage() + ". Mend it, then resume the job.",
                    e);
        }
    }
}
