package io.mudanza.engine.direct;

import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.engine.verify.VerifyLevel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a direct run is done.
 *
 * @param key         signs manifest and certificate
 * @param node        name that stands in both
 * @param toolVersion program and version
 * @param workers     parallel streams, at least 1
 * @param selection   tables that are wanted
 * @param mode        how the new state reaches the target; null to choose
 * @param verify      how thoroughly is compared before publish
 * @param checkpoint  whether the old state is kept
 * @param overwrite   whether a target with data may be replaced without a checkpoint
 * @param workFolder  where parts lie on their way; null for the system's temporary folder
 * @param journal     folder of the switch journal, the same for every run on this machine
 * @param drain       patience with open sessions at publish
 * @param pgDump      path of pg_dump; null to search
 */
public record DirectSettings(
        NodeKey key,
        String node,
        String toolVersion,
        int workers,
        SchemaSelection selection,
        SwitchMode mode,
        VerifyLevel verify,
        boolean checkpoint,
        boolean overwrite,
        Path workFolder,
        Path journal,
        Duration drain,
        String pgDump) {

    public DirectSettings {
        workers = Math.max(1, workers);
        selection = selection == null ? SchemaSelection.ALL : selection;
        verify = verify == null ? VerifyLevel.FULL : verify;
        drain = drain == null ? Duration.ofSeconds(5) : drain;
    }

    /** Everything, two streams, verified in full, with a checkpoint. */
    public static DirectSettings defaults(NodeKey key, Path journal) {
        return new DirectSettings(key, "direct", "mudanza", 2, SchemaSelection.ALL, null, VerifyLevel.FULL, true, false,
                null, journal, Duration.ofSeconds(5), null);
    }

    /** The same without keeping the old state. */
    DirectSettings withoutCheckpoint() {
        return new DirectSettings(key, node, toolVersion, workers, selection, mode, verify, false, true, workFolder,
                journal, drain, pgDump);
    }
}
