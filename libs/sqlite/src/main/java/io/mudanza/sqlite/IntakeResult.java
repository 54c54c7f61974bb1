package io.mudanza.sqlite;

import io.mudanza.engine.direct.DirectResult;
import java.util.Map;

/**
 * What became of a file.
 *
 * @param run      the job, its verdict and its certificate
 * @param rejected rows that stayed behind, by table of the target
 * @param inferred whether the tables were made after the file, because the target had none
 */
public record IntakeResult(DirectResult run, Map<String, Long> rejected, boolean inferred) {

    public IntakeResult {
        rejected = Map.copyOf(rejected);
    }
}
