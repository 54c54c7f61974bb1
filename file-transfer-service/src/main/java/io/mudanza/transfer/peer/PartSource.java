package io.mudanza.transfer.peer;

import io.mudanza.outbound.client.OutboundRequest;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Where the parts of one export at a peer are downloaded from.
 *
 * @param client    the way out
 * @param peer      the peer
 * @param remoteJob its export
 */
public record PartSource(PeerClient client, Peer peer, UUID remoteJob) {

    /** Requests for a part; names of parts need no escaping. */
    public Supplier<OutboundRequest.Builder> request(String part) {
        return () -> client.request(peer, "/download-export/" + remoteJob + "/parts/" + part);
    }
}
