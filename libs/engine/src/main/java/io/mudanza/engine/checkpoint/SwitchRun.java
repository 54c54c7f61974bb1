package io.mudanza.engine.checkpoint;

import io.mudanza.bundle.media.MediaSwitch;
import io.mudanza.crash.CrashPoints;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.SchemaPlace;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One call of {@link TargetSwitch}: database, media and journal in their order. */
final class SwitchRun {

    private final SwitchSettings settings;
    private final CrashPoints points;
    private final SwitchJournal journal;
    private final DatabaseSwap swap;
    private final InPlace inPlace;
    private final MediaOnly mediaOnly;
    private final KeptStates kept;

    SwitchRun(SwitchSettings settings, Maintenance maintenance, CrashPoints points) {
        this.settings = settings;
        this.points = points;
        this.journal = new SwitchJournal(settings.journal());
        this.swap = new DatabaseSwap(maintenance, settings, points);
        this.inPlace = new InPlace(maintenance, settings, points);
        this.mediaOnly = new MediaOnly(journal, settings);
        this.kept = new KeptStates(settings, maintenance, swap, inPlace, mediaOnly, points);
    }

    PreparedTarget prepare(UUID job, SwitchMode mode, ProgressListener progress)
            throws SQLException, EngineException, InterruptedException {
        return switch (mode) {
            case DATABASE_SWAP -> new PreparedTarget(
                    mode, settings.target().withDatabase(swap.prepare(job)), SchemaPlace.WHOLE_DATABASE);
            case IN_PLACE -> {
                inPlace.prepare(job, progress);
                yield new PreparedTarget(mode, settings.target(), SchemaPlace.SHARED_DATABASE);
            }
            case MEDIA_ONLY -> throw new EngineException(
                    Code.INVALID_REQUEST, "Media that change alone need no place in the database.");
        };
    }

    Checkpoint publish(UUID job, boolean withMedia, boolean keep, ProgressListener progress)
            throws SQLException, EngineException, IOException, InterruptedException {
        StateSwitch states = of(job);
        if (states == null && journal.isDone(job)) {
            return gone(job, withMedia);
        }
        if (states == null) {
            throw new EngineException(
                    Code.PUBLISH_FAILED, "Nothing is prepared for the job " + job + ". Start a new job.");
        }
        if (states.hasCheckpoint(job)) {
            return kept.find(job, Checkpoint.Kind.CHECKPOINT);
        }
        MediaSwitch media = kept.media(job);
        if (withMedia && (media == null || !media.staged())) {
            throw new EngineException(
                    Code.PUBLISH_FAILED, "The media of the job " + job + " are not completely staged. Resume the job.");
        }
        journal.write(entry(job, SwitchJournal.PUBLISH, states, withMedia, keep));
        points.reached("publish:intent");
        try {
            states.publish(job, withMedia, progress);
            if (withMedia) {
                media.publish();
            }
        } catch (SQLException | EngineException | IOException | InterruptedException e) {
            takeBack(job, states, withMedia ? media : null, true, e);
            throw e;
        }
        points.reached("publish:media");
        return finishPublish(job, states, withMedia, keep);
    }

    /** The staged media become the current ones; the database is not touched. */
    Checkpoint publishMedia(UUID job) throws SQLException, EngineException, IOException {
        if (mediaOnly.hasCheckpoint(job)) {
            return kept.find(job, Checkpoint.Kind.CHECKPOINT);
        }
        MediaSwitch media = kept.media(job);
        if (media == null || !media.staged()) {
            throw new EngineException(
                    Code.PUBLISH_FAILED, "The media of the job " + job + " are not completely staged. Resume the job.");
        }
        journal.markMediaOnly(job, settings.media());
        journal.write(entry(job, SwitchJournal.PUBLISH, mediaOnly, true, true));
        points.reached("publish:intent");
        try {
            media.publish();
        } catch (IOException e) {
            takeBack(job, mediaOnly, media, true, e);
            throw e;
        }
        points.reached("publish:media");
        return finishPublish(job, mediaOnly, true, true);
    }

    private Checkpoint finishPublish(UUID job, StateSwitch states, boolean withMedia, boolean keep)
            throws SQLException, EngineException, IOException {
        states.open(job);
        points.reached("publish:open");
        boolean there = states.hasCheckpoint(job);
        Checkpoint checkpoint = there && keep ? kept.find(job, Checkpoint.Kind.CHECKPOINT) : gone(job, withMedia);
        if (!keep) {
            if (withMedia) {
                kept.media(job).dropCheckpoint();
            }
            if (there) {
                kept.drop(kept.find(job, Checkpoint.Kind.CHECKPOINT));
            }
            points.reached("publish:dropped");
        }
        journal.done(job);
        journal.delete(job);
        points.reached("publish:done");
        return checkpoint;
    }

    Checkpoint rollBack(UUID job, ProgressListener progress)
            throws SQLException, EngineException, IOException, InterruptedException {
        StateSwitch states = of(job);
        if (states == null || !states.hasCheckpoint(job)) {
            boolean before = states != null && states.hasReplaced(job);
            throw new EngineException(
                    Code.CHECKPOINT_MISSING,
                    before
                            ? "The job " + job + " was rolled back already; its checkpoint is the current state."
                            : "There is no checkpoint of the job " + job + ": it was dropped or never made.");
        }
        boolean withMedia = states.checkpointHasMedia(job);
        MediaSwitch media = kept.media(job);
        if (withMedia && (media == null || !media.hasCheckpoint())) {
            throw new EngineException(
                    Code.CHECKPOINT_MISSING,
                    "The media of the checkpoint of job " + job + " are not beside the media folder any more. "
                            + "Put them back, or restore the database by hand.");
        }
        journal.write(entry(job, SwitchJournal.ROLL_BACK, states, withMedia, true));
        points.reached("rollback:intent");
        try {
            states.rollBack(job, progress);
            if (withMedia) {
                media.rollBack();
            }
        } catch (SQLException | EngineException | IOException | InterruptedException e) {
            takeBack(job, states, withMedia ? media : null, false, e);
            throw e;
        }
        points.reached("rollback:media");
        states.open(job);
        points.reached("rollback:open");
        journal.delete(job);
        points.reached("rollback:done");
        return kept.find(job, Checkpoint.Kind.REPLACED);
    }

    /** Undoes a half switch; where even that fails the journal stays and the next call tries again. */
    private void takeBack(UUID job, StateSwitch states, MediaSwitch media, boolean publish, Exception cause) {
        try {
            if (publish) {
                states.undoPublish(job);
            } else {
                states.undoRollBack(job);
            }
            if (media != null && publish) {
                media.undoPublish();
            } else if (media != null) {
                media.undoRollBack();
            }
            states.open(job);
            journal.delete(job);
        } catch (SQLException | EngineException | IOException e) {
            cause.addSuppressed(e);
        }
    }

    Void discard(UUID job) throws SQLException, EngineException, IOException, InterruptedException {
        StateSwitch states = of(job);
        if (states != null && (states.hasCheckpoint(job) || states.hasReplaced(job))) {
            throw new EngineException(
                    Code.CHECKPOINT_EXISTS,
                    "The job " + job + " was published already and cannot be discarded. Roll it back instead.");
        }
        // Of a crash before anything was tagged only the swap can know.
        (states == null ? swap : states).discard(job);
        points.reached("discard:database");
        if (settings.media() != null) {
            kept.media(job).discardStaged();
        }
        return null;
    }

    List<Checkpoint> list() throws SQLException, EngineException {
        return kept.list();
    }

    Void drop(String id) throws SQLException, EngineException, IOException {
        kept.drop(kept.named(id));
        return null;
    }

    /** Forward where the database was switched already, else back. */
    void recover() throws SQLException, EngineException, IOException {
        for (SwitchJournal.Entry entry : journal.open()) {
            if (!entry.database().equals(settings.target().database())) {
                continue;
            }
            UUID job = entry.job();
            StateSwitch states = kept.of(entry.mode());
            MediaSwitch media = entry.media() ? kept.media(job) : null;
            boolean publish = entry.action().equals(SwitchJournal.PUBLISH);
            boolean switched = publish
                    ? states.hasCheckpoint(job) || !entry.keep() && !states.isPrepared(job)
                    : states.hasReplaced(job);
            if (switched && media != null && publish) {
                media.publish();
            } else if (switched && media != null) {
                media.rollBack();
            }
            if (switched && publish) {
                finishPublish(job, states, entry.media(), entry.keep());
            } else {
                states.open(job);
                journal.delete(job);
            }
        }
    }

    /** The way in which a job is or was switched; null when nothing of it is here. */
    private StateSwitch of(UUID job) throws SQLException, EngineException {
        for (StateSwitch states : List.of(swap, inPlace, mediaOnly)) {
            if (states.isPrepared(job) || states.hasCheckpoint(job) || states.hasReplaced(job)) {
                return states;
            }
        }
        return null;
    }

    private Checkpoint gone(UUID job, boolean media) {
        return new Checkpoint(job.toString(), job, Checkpoint.Kind.CHECKPOINT, SwitchMode.DATABASE_SWAP,
                settings.target().database(), Instant.now(), 0, 0, media, false);
    }

    private SwitchJournal.Entry entry(UUID job, String action, StateSwitch states, boolean media, boolean keep) {
        return new SwitchJournal.Entry(job, action, states.mode(), settings.target().database(), media, keep);
    }
}
