package io.mudanza.importing.target;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.SwitchSettings;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.steps.StepContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The switch of this node's platform. Every use of it recovers first what a crash cut off, so two uses must never run at
 * the same time: they take turns through a lock in the node's database, which a dead process cannot keep.
 */
@ApplicationScoped
public class PlatformTarget {

    private static final Logger LOG = Logger.getLogger(PlatformTarget.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Set<EngineException.Code> PASSING =
            Set.of(EngineException.Code.TARGET_LOST, EngineException.Code.DATABASE_UNREACHABLE);

    private final PlatformSettings platform;
    private final PlatformTurn turn;
    private final Path journal;
    private final Duration patience;

    PlatformTarget(
            PlatformSettings platform,
            PlatformTurn turn,
            @ConfigProperty(name = "mudanza.checkpoint-dir") Optional<Path> checkpointDir,
            @ConfigProperty(name = "mudanza.node.data-dir", defaultValue = "data") Path dataDir,
            @ConfigProperty(name = "mudanza.services.patience", defaultValue = "PT5M") Duration patience) {
        this.platform = platform;
        this.turn = turn;
        this.patience = patience;
        this.journal = checkpointDir.orElse(dataDir.resolve("checkpoints")).toAbsolutePath().normalize();
    }

    /** Where the switches are written down that have begun. */
    Path journal() {
        return journal;
    }

    /** Something that is done to the platform. */
    @FunctionalInterface
    public interface Use<T> {
        T of(TargetSwitch target) throws EngineException, InterruptedException;
    }

    /** Does something to database and media of the platform, alone. */
    public <T> T use(Use<T> use) throws EngineException, InterruptedException {
        return alone(platform.media().orElse(null), use);
    }

    /** Does something to the database only; media that are being staged stay. */
    public <T> T useDatabase(Use<T> use) throws EngineException, InterruptedException {
        return alone(null, use);
    }

    /**
     * Does a step's work on the platform, alone, and only while the step is this run's: whoever was stopped for longer
     * than its lease finds out here, before it changes anything.
     */
    public <T> T use(StepContext context, Use<T> use) throws EngineException, InterruptedException {
        return use(owned(context, use));
    }

    /** The same with the database only. */
    public <T> T useDatabase(StepContext context, Use<T> use) throws EngineException, InterruptedException {
        return useDatabase(owned(context, use));
    }

    /** Something that may have happened already when it is tried again. */
    @FunctionalInterface
    public interface Switch<T> {
        T of(TargetSwitch target, boolean again) throws EngineException, InterruptedException;
    }

    /**
     * Switches the platform and does not stop half-way: when a database is lost on the way, nobody knows what has come to
     * pass there. It is waited for and asked again; the switch then goes on from its journal.
     */
    public <T> T complete(StepContext context, Switch<T> change) throws EngineException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean again = context.attempt() > 1;
        while (true) {
            boolean repeated = again;
            try {
                return use(context, platform -> {
                    if (repeated) {
                        // What was cut off may have left databases that let nobody in: also those that the change looks at first.
                        platform.recover();
                    }
                    return change.of(platform, repeated);
                });
            } catch (EngineException e) {
                if (!PASSING.contains(e.code()) || System.nanoTime() > deadline) {
                    throw e;
                }
                LOG.warnf("job %s: the switch waits for the database: %s", context.jobId(), e.getMessage());
                context.doing("waiting for the database");
                Thread.sleep(LOOK_AGAIN);
                again = true;
            }
        }
    }

    private static <T> Use<T> owned(StepContext context, Use<T> use) {
        return platform -> {
            try {
                if (!context.stillOurs()) {
                    throw new InterruptedException("this run of the step is to stop");
                }
            } catch (SQLException e) {
                throw new EngineException(EngineException.Code.DATABASE_UNREACHABLE,
                        "The database of this node does not answer. Resume the job when it is up again.", e);
            }
            return use.of(platform);
        };
    }

    private <T> T alone(Path media, Use<T> use) throws EngineException, InterruptedException {
        SwitchSettings settings = new SwitchSettings(platform.database(), media, journal, platform.drain());
        return turn.take(() -> use.of(new TargetSwitch(settings)));
    }
}
