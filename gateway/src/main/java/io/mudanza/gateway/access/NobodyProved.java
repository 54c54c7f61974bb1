package io.mudanza.gateway.access;

import io.quarkus.arc.DefaultBean;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Where peers cannot prove who they are, none has: tokens with {@code allowed_domains} are good for nobody. */
@ApplicationScoped
@DefaultBean
class NobodyProved implements ProvedPeers {
    @Override
    public Set<String> of(RoutingContext call) {
        return Set.of();
    }
}
