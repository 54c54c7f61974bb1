package io.mudanza.gateway.access;

import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.identity.ActiveToken;
import io.mudanza.identity.IdentityUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;

/** Tells the token-service, for its audit, that a good token asked for something outside its limits. */
@ApplicationScoped
class OutsideLimits {
    private static final Logger LOGGER = Logger.getLogger(OutsideLimits.class);

    private final NodeHttp node;

    OutsideLimits(NodeHttp node) {
        this.node = node;
    }

    void note(ActiveToken token, String reason, String address) {
        LOGGER.infof("token %s refused from %s: %s", token.id(), address, reason);
        try {
            node.json(NodeService.TOKEN, "POST", "/internal/token/introspect/outside",
                    Map.of("id", token.id(), "reason", reason, "address", address), Map.of());
        } catch (ProblemException | IdentityUnavailableException deaf) {
            // It is refused all the same; the log above says it too.
            LOGGER.warnf("the refusal of token %s is not in the audit: %s", token.id(), deaf.getMessage());
        }
    }
}
