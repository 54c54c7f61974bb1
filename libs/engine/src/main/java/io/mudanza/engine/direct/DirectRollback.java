package io.mudanza.engine.direct;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.Checkpoint;
import io.mudanza.engine.checkpoint.SwitchSettings;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.ProgressListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts the checkpoint of a direct run back. */
public final class DirectRollback {

    private final TargetSwitch states;

    /** @param media the media folder of the platform; null when it has none */
    public DirectRollback(DirectSettings settings, DatabaseAddress target, Path media) {
        this.states = new TargetSwitch(new SwitchSettings(target, media, settings.journal(), settings.drain()));
    }

    /**
     * Puts the state before a job back; the state of now is kept aside.
     *
     * @return the state that was kept aside
     * @throws EngineException CHECKPOINT_MISSING, TARGET_IN_USE; the platform is what it was
     */
    public Checkpoint run(UUID job, ProgressListener progress) throws EngineException, InterruptedException {
        return UnbrokenSwitch.make(progress, again -> {
            Optional<Checkpoint> done = again ? replaced(job) : Optional.empty();
            return done.isPresent() ? done.get() : states.rollBack(job, progress);
        });
    }

    private Optional<Checkpoint> replaced(UUID job) throws EngineException, InterruptedException {
        states.recover();
        return states.list().stream()
                .filter(state -> state.job().equals(job) && state.kind() == Checkpoint.Kind.REPLACED)
                .findFirst();
    }

    /** The kept states of the platform. */
    public List<Checkpoint> checkpoints() throws EngineException, InterruptedException {
        return states.list();
    }
}
