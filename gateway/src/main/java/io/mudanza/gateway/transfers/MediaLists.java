package io.mudanza.gateway.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.coordination.cache.Caches;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Pages of the media list, kept for five seconds: the applications write into the store as well, and what they add is to be seen
 * soon. What this node itself changes is seen at once.
 */
@ApplicationScoped
class MediaLists {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String PREFIX = "media:";

    private final NodeHttp node;
    private final Caches caches;

    MediaLists(NodeHttp node, Caches caches) {
        this.node = node;
        this.caches = caches;
    }

    /** A page as the transfer service tells it. */
    JsonNode page(String path) {
        String json = caches.standard().get(PREFIX + path, FRESH, () ->
                node.json(NodeService.TRANSFER, "GET", path, null, Map.of()).toString());
        return new Answer(200, null, json.getBytes(StandardCharsets.UTF_8)).json();
    }

    /** A file was received. */
    void changed() {
        caches.standard().clear();
    }
}
