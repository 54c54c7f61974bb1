package io.mudanza.gateway.audit;

import io.mudanza.audit.AuditEvent;
import io.mudanza.gateway.access.ClientAddress;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** For calls whose reason belongs into the trail, beside the row that every call gets. */
@ApplicationScoped
public class AuditedReasons {
    private final AuditWriter writer;
    private final ClientAddress addresses;
    private final SecurityIdentity caller;

    AuditedReasons(AuditWriter writer, ClientAddress addresses, SecurityIdentity caller) {
        this.writer = writer;
        this.addresses = addresses;
        this.caller = caller;
    }

    /** Something was done, to an object, for a reason. */
    public void note(RoutingContext context, String action, String object, String detail) {
        writer.write(new AuditEvent(Instant.now(), caller.getPrincipal().getName(), action, object,
                addresses.of(context.request()), "done", detail));
    }
}
