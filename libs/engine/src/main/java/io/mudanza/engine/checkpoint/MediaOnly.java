package io.mudanza.engine.checkpoint;

import io.mudanza.bundle.media.MediaSwitch;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A switch of the media alone: the database stays what it is. That a job did this is written into the journal's folder, so
 * that media left over from another kind of job are never taken for it.
 */
final class MediaOnly implements StateSwitch {

    private final SwitchJournal journal;
    private final SwitchSettings settings;

    MediaOnly(SwitchJournal journal, SwitchSettings settings) {
        this.journal = journal;
        this.settings = settings;
    }

    @Override
    public SwitchMode mode() {
        return SwitchMode.MEDIA_ONLY;
    }

    private MediaSwitch media(UUID job) {
        return new MediaSwitch(settings.media(), job);
    }

    private boolean marked(UUID job) throws EngineException {
        return settings.media() != null && journal.mediaOnly(job, settings.media());
    }

    @Override
    public boolean isPrepared(UUID job) throws EngineException {
        return marked(job) && media(job).staged();
    }

    @Override
    public boolean hasCheckpoint(UUID job) throws EngineException {
        return marked(job) && media(job).hasCheckpoint();
    }

    @Override
    public boolean hasReplaced(UUID job) throws EngineException {
        return marked(job) && media(job).hasReplaced();
    }

    @Override
    public boolean checkpointHasMedia(UUID job) {
        return true;
    }

    @Override
    public void publish(UUID job, boolean media, ProgressListener progress) {
        // The media are the caller's; there is no database to switch.
    }

    @Override
    public void undoPublish(UUID job) {
        // As above.
    }

    @Override
    public void rollBack(UUID job, ProgressListener progress) {
        // As above.
    }

    @Override
    public void undoRollBack(UUID job) {
        // As above.
    }

    @Override
    public void open(UUID job) {
        // Nobody was shut out.
    }

    @Override
    public void discard(UUID job) {
        // What is staged is removed by the caller.
    }

    @Override
    public List<Checkpoint> list() throws EngineException {
        List<Checkpoint> all = new ArrayList<>();
        if (settings.media() == null) {
            return all;
        }
        for (SwitchJournal.MediaMark mark : journal.mediaOnly(settings.media())) {
            if (media(mark.job()).hasCheckpoint()) {
                all.add(state(mark, mark.job().toString(), Checkpoint.Kind.CHECKPOINT));
            }
            if (media(mark.job()).hasReplaced()) {
                all.add(state(mark, mark.job() + "-replaced", Checkpoint.Kind.REPLACED));
            }
        }
        return all;
    }

    private Checkpoint state(SwitchJournal.MediaMark mark, String id, Checkpoint.Kind kind) {
        return new Checkpoint(id, mark.job(), kind, SwitchMode.MEDIA_ONLY, Path.of(mark.media()).getFileName().toString(),
                mark.at(), -1, 0, true, true);
    }

    @Override
    public void drop(UUID job, Checkpoint.Kind kind) throws EngineException {
        if (!media(job).hasCheckpoint() && !media(job).hasReplaced()) {
            journal.forgetMediaOnly(job);
        }
    }
}
