package io.mudanza.engine.verify;

import java.time.Instant;

/**
 * How much of a verification rests on what the load read back from the target.
 *
 * @param tables tables whose rows the load read back after they were committed, and which were written no more since
 * @param from   when the first of them had been read
 * @param to     when the last of them had been read
 */
public record LoadEvidence(int tables, Instant from, Instant to) {

    /** For people and certificates. */
    public String sentence() {
        return "The rows of " + tables + " tables were read back from the target by the load, after they were committed,"
                + " between " + from + " and " + to + "; afterwards their rows were counted again, and none had been written since.";
    }
}
