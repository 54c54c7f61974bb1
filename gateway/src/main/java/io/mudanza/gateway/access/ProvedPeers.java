package io.mudanza.gateway.access;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Which peer a caller has proved to be: by its client certificate, or by a signature. Never by something that anybody
 * can write, such as a Host, Origin or Referer header.
 */
public interface ProvedPeers {
    /**
     * The names that the caller has proved: domains and names of nodes, in lower case; empty when it proved none.
     * Called on a thread that may block, before the body is read.
     */
    Set<String> of(RoutingContext call);
}
