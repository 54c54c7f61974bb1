package io.mudanza.contracts.job;

import java.util.List;

/**
 * What the caller asked for. Carries no secret: peer tokens travel over internal HTTP, never in a message.
 *
 * @param includeMedia      whether the media store moves as well
 * @param compress          whether parts are compressed with zstd
 * @param tables            only these tables ({@code schema.table} or {@code schema.*}); empty means all
 * @param exclude           not these tables; same form
 * @param verify            how much is compared before publish
 * @param createCheckpoint  whether the old state is kept after publish
 * @param overwrite         whether a target with data may be replaced without a checkpoint
 * @param mode              how the new state reaches the target
 * @param dryRun            only plan and check; nothing is created
 * @param digestOnly        export: read and digest, keep no rows (used to compare with a peer)
 */
public record JobOptions(
        boolean includeMedia,
        boolean compress,
        List<String> tables,
        List<String> exclude,
        VerifyLevel verify,
        boolean createCheckpoint,
        boolean overwrite,
        TargetMode mode,
        boolean dryRun,
        boolean digestOnly) {

    public JobOptions {
        tables = tables == null ? List.of() : List.copyOf(tables);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
        verify = verify == null ? VerifyLevel.FULL : verify;
        mode = mode == null ? TargetMode.AUTO : mode;
    }

    /** Everything moves, verified in full, with a checkpoint. */
    public static JobOptions defaults() {
        return new JobOptions(
                true, true, List.of(), List.of(), VerifyLevel.FULL, true, false, TargetMode.AUTO, false, false);
    }
}
