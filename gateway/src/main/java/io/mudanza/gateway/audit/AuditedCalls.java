package io.mudanza.gateway.audit;

import io.mudanza.audit.AuditEvent;
import io.mudanza.gateway.access.BearerToken;
import io.mudanza.gateway.access.ClientAddress;
import io.mudanza.gateway.audit.Call.Weight;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at every answer of the public API when it is over, whoever gave it: also those of the door. */
@ApplicationScoped
class AuditedCalls {
    /** Before all other filters: the higher the earlier. */
    private static final int FIRST = 10_000;
    private static final int REFUSED = 400;
    private static final Pattern CLAIMED = Pattern.compile("mig_([A-Za-z0-9]{1,40})_.*", Pattern.DOTALL);

    private final AuditWriter writer;
    private final ClientAddress addresses;

    AuditedCalls(AuditWriter writer, ClientAddress addresses) {
        this.writer = writer;
        this.addresses = addresses;
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    private void watch(RoutingContext context) {
        context.addEndHandler(ended -> note(context));
        context.next();
    }

    private void note(RoutingContext context) {
        Call call = Call.of(context.request().method().name(), context.request().path());
        int status = context.response().getStatusCode();
        if (call == null || (call.weight() == Weight.LOOK && status < REFUSED)) {
            return;
        }
        String actor = actor(context);
        String address = addresses.of(context.request());
        if (call.weight() == Weight.EACH && status < REFUSED) {
            writer.write(new AuditEvent(Instant.now(), actor, call.action(), object(call, context), address,
                    String.valueOf(status), null));
        } else {
            writer.count(actor, call.action(), address, String.valueOf(status), call.object());
        }
    }

    /** What a call has made is named in the answer's {@code Location}. */
    private static String object(Call call, RoutingContext context) {
        String location = context.response().headers().get("Location");
        if (call.object() != null || location == null) {
            return call.object();
        }
        String path = location.replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String actor(RoutingContext context) {
        if (context.user() instanceof QuarkusHttpUser user && !user.getSecurityIdentity().isAnonymous()) {
            return user.getSecurityIdentity().getPrincipal().getName();
        }
        String token = BearerToken.of(context);
        if (token == null) {
            return null;
        }
        Matcher matcher = CLAIMED.matcher(token);
        // Nobody has proved to be this one.
        return matcher.matches() ? "claimed:" + matcher.group(1) : "unknown";
    }
}
