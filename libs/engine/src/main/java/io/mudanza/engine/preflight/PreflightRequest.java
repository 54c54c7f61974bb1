package io.mudanza.engine.preflight;

import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.engine.connect.DatabaseAddress;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A target about to be changed.
 *
 * @param target           the platform's database
 * @param job              the job, whose own leftovers are not in its way
 * @param mode             the wanted mode; null to choose database-swap where the rights allow it
 * @param createCheckpoint whether the old state is kept after publish
 * @param overwrite        whether a target with data may be replaced without a checkpoint
 * @param media            the platform's media folder; null when it has none or no media are to move
 * @param pgDump           setting of the path of pg_dump; null to search
 * @param workers          parallel connections of the load
 */
public record PreflightRequest(
        DatabaseAddress target,
        UUID job,
        SwitchMode mode,
        boolean createCheckpoint,
        boolean overwrite,
        Path media,
        String pgDump,
        int workers) {}
