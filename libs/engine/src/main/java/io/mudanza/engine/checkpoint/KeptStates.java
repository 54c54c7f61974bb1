package io.mudanza.engine.checkpoint;

import io.mudanza.bundle.media.MediaSwitch;
import io.mudanza.crash.CrashPoints;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The states that are kept beside the current one, however they were put aside: which there are, and how one goes. */
final class KeptStates {

    private final SwitchSettings settings;
    private final Maintenance maintenance;
    private final DatabaseSwap swap;
    private final InPlace inPlace;
    private final MediaOnly mediaOnly;
    private final CrashPoints points;

    KeptStates(
            SwitchSettings settings,
            Maintenance maintenance,
            DatabaseSwap swap,
            InPlace inPlace,
            MediaOnly mediaOnly,
            CrashPoints points) {
        this.settings = settings;
        this.maintenance = maintenance;
        this.swap = swap;
        this.inPlace = inPlace;
        this.mediaOnly = mediaOnly;
        this.points = points;
    }

    List<Checkpoint> list() throws SQLException, EngineException {
        List<Checkpoint> all = new ArrayList<>(swap.list());
        all.addAll(inPlace.list());
        all.addAll(mediaOnly.list());
        return all.stream().map(this::judged).toList();
    }

    Checkpoint named(String id) throws SQLException, EngineException {
        return list().stream()
                .filter(state -> state.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new EngineException(Code.CHECKPOINT_MISSING, "There is no checkpoint " + id + "."));
    }

    Checkpoint find(UUID job, Checkpoint.Kind kind) throws SQLException, EngineException {
        return list().stream()
                .filter(checkpoint -> checkpoint.job().equals(job) && checkpoint.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new EngineException(Code.CHECKPOINT_MISSING, "There is no state of job " + job + "."));
    }

    void drop(Checkpoint state) throws SQLException, EngineException, IOException {
        if (state.mode() == SwitchMode.DATABASE_SWAP) {
            // States in place go with the database that they lie in; their media lie outside, where nobody would know them.
            maintenance.allowConnections(state.name(), true);
            for (Checkpoint within : inPlace.within(state.name()).list()) {
                dropMedia(within);
            }
        }
        dropMedia(state);
        of(state.mode()).drop(state.job(), state.kind());
    }

    private void dropMedia(Checkpoint state) throws IOException {
        MediaSwitch media = media(state.job());
        if (!state.media() || media == null) {
            return;
        }
        switch (state.kind()) {
            case CHECKPOINT -> media.dropCheckpoint();
            case REPLACED -> media.dropReplaced();
        }
    }

    StateSwitch of(SwitchMode mode) {
        return switch (mode) {
            case DATABASE_SWAP -> swap;
            case IN_PLACE -> inPlace;
            case MEDIA_ONLY -> mediaOnly;
        };
    }

    /** The folders of a job's media; null where the platform has none. */
    MediaSwitch media(UUID job) {
        return settings.media() == null ? null : new MediaSwitch(settings.media(), job, points::reached);
    }

    private Checkpoint judged(Checkpoint state) {
        MediaSwitch media = media(state.job());
        boolean there = !state.media()
                || media != null
                        && (state.kind() == Checkpoint.Kind.CHECKPOINT ? media.hasCheckpoint() : media.hasReplaced());
        return new Checkpoint(
                state.id(), state.job(), state.kind(), state.mode(), state.name(), state.created(), state.bytes(),
                state.records(), state.media(), state.valid() && there);
    }
}
