package io.mudanza.transfer.fetch;

import io.mudanza.bundle.part.Part;
import java.util.UUID;

/**
 * One part that another replica brings from the peer. The peer's address and token are in the node's database.
 *
 * @param remoteJob the export at the peer
 */
record FetchPiece(UUID remoteJob, Part part) {

    /** Where a replica puts the bytes: under a name of the piece alone. Only who leads the step gives them the part's name. */
    static String nameOf(long number) {
        return "pieces/p" + number;
    }
}
