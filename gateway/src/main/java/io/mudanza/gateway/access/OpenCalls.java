package io.mudanza.gateway.access;

import io.mudanza.identity.IdentityUnavailableException;
import io.mudanza.identity.TokenIntrospection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Calls that are under way, each with its token: downloads, event streams, uploads. Every second each token is asked
 * for again; when it has been revoked or has expired, its calls are broken off, so that nobody takes them for complete.
 * While the token-service does not answer they go on for half a minute.
 */
@ApplicationScoped
class OpenCalls {
    private static final Logger LOGGER = Logger.getLogger(OpenCalls.class);
    private static final Duration WITHOUT_ANSWER = Duration.ofSeconds(30);

    private final TokenIntrospection introspection;
    private final Map<RoutingContext, Call> calls = new ConcurrentHashMap<>();

    OpenCalls(TokenIntrospection introspection) {
        this.introspection = introspection;
    }

    private static final class Call {
        private final Presented presented;
        private final long begunNanos = System.nanoTime();
        private volatile long confirmedNanos = begunNanos;

        private Call(Presented presented) {
            this.presented = presented;
        }
    }

    /** Watches the token of a call until it ends. */
    void watch(Presented presented, RoutingContext context) {
        calls.put(context, new Call(presented));
        context.addEndHandler(ended -> calls.remove(context));
        if (context.response().ended() || context.response().closed()) {
            calls.remove(context);
        }
    }

    @Scheduled(every = "1s", identity = "gateway-open-calls", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        long now = System.nanoTime();
        Map<Presented, Standing> known = new HashMap<>();
        calls.forEach((context, call) -> {
            if (now - call.begunNanos < Duration.ofSeconds(1).toNanos()) {
                return;
            }
            Standing standing = known.computeIfAbsent(call.presented,
                    presented -> known.containsValue(Standing.UNKNOWN) ? Standing.UNKNOWN : ask(presented));
            switch (standing) {
                case GOOD -> call.confirmedNanos = System.nanoTime();
                case OVER -> cut(context, "its token was revoked or has expired");
                case UNKNOWN -> {
                    if (now - call.confirmedNanos > WITHOUT_ANSWER.toNanos()) {
                        cut(context, "nobody could say whether its token is still good");
                    }
                }
            }
        });
    }

    private enum Standing { GOOD, OVER, UNKNOWN }

    private Standing ask(Presented presented) {
        try {
            boolean good = introspection.askAgain(presented.token(), presented.address()).isPresent();
            return good ? Standing.GOOD : Standing.OVER;
        } catch (ForbiddenException elsewhere) {
            return Standing.OVER;
        } catch (IdentityUnavailableException silent) {
            return Standing.UNKNOWN;
        }
    }

    private void cut(RoutingContext context, String reason) {
        calls.remove(context);
        LOGGER.infof("%s %s is broken off: %s", context.request().method(), context.normalizedPath(), reason);
        context.vertx().runOnContext(ignored -> {
            // Over HTTP/2 only the stream ends; over HTTP/1.1 the connection does.
            if (!context.response().reset()) {
                context.request().connection().close();
            }
        });
    }
}
