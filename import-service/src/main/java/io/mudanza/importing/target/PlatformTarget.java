package io.mudanza.importing.target;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.SwitchSettings;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.platform.PlatformSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The switch of this node's platform. Every use of it recovers first what a crash cut off, so two uses must never run at
 * the same time: they take turns through a lock in the node's database, which a dead process cannot keep.
 */
@ApplicationScoped
public class PlatformTarget {

    private final PlatformSettings platform;
    private final PlatformTurn turn;
    private final Path journal;

    PlatformTarget(
            PlatformSettings platform,
            PlatformTurn turn,
            @ConfigProperty(name = "mudanza.checkpoint-dir") Optional<Path> checkpointDir,
            @ConfigProperty(name = "mudanza.node.data-dir", defaultValue = "data") Path dataDir) {
        this.platform = platform;
        this.turn = turn;
        this.journal = checkpointDir.orElse(dataDir.resolve("checkpoints")).toAbsolutePath().normalize();
    }

    /** Something that is done to the platform. */
    @FunctionalInterface
    public interface Use<T> {
        T of(TargetSwitch target) throws EngineException, InterruptedException;
    }

    /** Does something to database and media of the platform, alone. */
    public <T> T use(Use<T> use) throws EngineException, InterruptedException {
        return use(platform.media().orElse(null), use);
    }

    /** Does something to the database only; media that are being staged stay. */
    public <T> T useDatabase(Use<T> use) throws EngineException, InterruptedException {
        return use(null, use);
    }

    private <T> T use(Path media, Use<T> use) throws EngineException, InterruptedException {
        SwitchSettings settings = new SwitchSettings(platform.database(), media, journal, platform.drain());
        return turn.take(() -> use.of(new TargetSwitch(settings)));
    }
}
