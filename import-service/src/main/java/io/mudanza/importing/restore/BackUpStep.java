package io.mudanza.importing.restore;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.direct.DirectExport;
import io.mudanza.engine.direct.DirectSettings;
import io.mudanza.engine.verify.VerifyLevel;
import io.mudanza.platform.NodeKeyFile;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.step.StepProblems;
import io.mudanza.platform.step.StepProgress;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes the database of the platform as it is into a bundle file, which any node can import. The way back is the checkpoint;
 * this is for whoever wants to carry the old state elsewhere.
 */
@ApplicationScoped
class BackUpStep implements StepHandler {

    private final PlatformSettings platform;
    private final NodeKeyFile key;
    private final Path folder;
    private final String node;
    private final String version;

    BackUpStep(
            PlatformSettings platform,
            NodeKeyFile key,
            @ConfigProperty(name = "mudanza.checkpoint-dir") Optional<Path> checkpointDir,
            @ConfigProperty(name = "mudanza.node.data-dir", defaultValue = "data") Path dataDir,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.platform = platform;
        this.key = key;
        this.folder = checkpointDir.orElse(dataDir.resolve("checkpoints")).resolve("safety").toAbsolutePath().normalize();
        this.node = node;
        this.version = version;
    }

    @Override
    public StepKind kind() {
        return StepKind.BACK_UP;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        Path file = folder.resolve("safety_backup_" + context.jobId() + ".mig");
        StepProblems.during(() -> write(context, file));
        return Map.of(StepFacts.SAFETY_BACKUP_PATH, file.toString());
    }

    private Path write(StepContext context, Path file) throws EngineException, IOException, InterruptedException {
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(folder);
        context.doing("writing the safety backup");
        StepProgress progress = new StepProgress(context);
        DirectSettings settings = new DirectSettings(key.key(), node, version, 1, null, null, VerifyLevel.NONE, false, false,
                folder, folder, platform.drain(), platform.pgDump().map(Path::toString).orElse(null));
        new DirectExport(settings).run(platform.database(), null, file, progress, progress);
        context.log(LogLevel.INFO, "The database as it was is kept in " + file + "; mudanza import -i brings it back.");
        return file;
    }
}
