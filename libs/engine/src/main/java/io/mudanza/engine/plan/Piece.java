package io.mudanza.engine.plan;

import io.mudanza.bundle.manifest.TableHead;

/**
 * A table or a range of its blocks, read by one COPY.
 *
 * @param table     the table
 * @param fromBlock first block; 0 when the whole table is meant
 * @param toBlock   block after the last; -1 for the open end, because a table may have grown since it was measured
 * @param bytes     estimated bytes, for the order
 */
public record Piece(TableHead table, long fromBlock, long toBlock, long bytes) {

    /** True when one COPY reads the whole table. */
    public boolean whole() {
        return fromBlock == 0 && toBlock < 0;
    }
}
