package io.mudanza.engine.extract;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.part.Part;
import java.util.List;

/**
 * A piece of a table that another process reads.
 *
 * @param snapshot   the exported snapshot of the one who leads
 * @param digestOnly whether no part is written
 */
record LentPiece(String snapshot, TableHead table, long fromBlock, long toBlock, long bytes, boolean digestOnly) {

    /**
     * What became of it.
     *
     * @param parts  sealed parts, none with digests only
     * @param bytes  plain bytes of all its rows
     * @param digest of all its rows
     */
    record Read(List<Part> parts, long bytes, RowDigest digest) {}
}
