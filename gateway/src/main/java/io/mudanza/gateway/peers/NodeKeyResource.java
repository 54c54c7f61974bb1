package io.mudanza.gateway.peers;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows the public key of this node, so that others can check what it signs. Not a secret. */
@Path(PublishedKeys.PATH)
@RunOnVirtualThread
public class NodeKeyResource {
    private static final long KEPT_NANOS = 60_000_000_000L;

    private final NodeHttp node;
    private volatile JsonNode shown;
    private volatile long since;

    NodeKeyResource(NodeHttp node) {
        this.node = node;
    }

    /** Name, algorithm and key. */
    @GET
    @PermitAll
    @Operation(hidden = true)
    public Response key() {
        JsonNode key = shown;
        // Anybody may ask: the services behind are asked once a minute at most.
        if (key == null || System.nanoTime() - since > KEPT_NANOS) {
            key = node.json(NodeService.TRANSFER, "GET", "/internal/transfer/node-key", null, Map.of());
            shown = key;
            since = System.nanoTime();
        }
        return Response.ok(key.toString()).type("application/json").build();
    }
}
