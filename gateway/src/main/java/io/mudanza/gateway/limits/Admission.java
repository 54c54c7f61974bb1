package io.mudanza.gateway.limits;

import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.coordination.limits.Gate;
import io.mudanza.coordination.limits.Limits;
import io.mudanza.coordination.limits.Rate;
import io.mudanza.coordination.limits.Refusal;
import io.mudanza.gateway.problem.ProblemException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Who may come to the door, and who has to wait. Blocks. */
@ApplicationScoped
class Admission {
    private static final Logger LOGGER = Logger.getLogger(Admission.class);

    private final Limits limits;
    private final LimitSettings settings;
    private final MeterRegistry metrics;
    // Whom this process has noted as known lately, so that not every request is one more question to Redis.
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    Admission(Limits limits, LimitSettings settings, MeterRegistry metrics) {
        this.limits = limits;
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * Before anybody looks at the token.
     *
     * @throws ProblemException too_many_requests
     */
    void knock(Caller caller) {
        List<Gate> gates = new ArrayList<>();
        gates.add(new Gate.Lock("address:" + caller.network(), caller.name()));
        if (caller.tokenId() != null) {
            gates.add(new Gate.Lock("token:" + caller.tokenId(), caller.name()));
        }
        gates.add(new Gate.Bucket("address:" + caller.network(),
                new Rate(settings.addressPerMinute(), settings.addressBurst())));
        limits.ask(gates).ifPresent(this::refuse);
    }

    /**
     * After the token has turned out to be good.
     *
     * @throws ProblemException too_many_requests
     */
    void enter(Caller caller, String tokenId) {
        limits.ask(List.of(new Gate.Bucket("token:" + tokenId,
                new Rate(settings.tokenPerMinute(), settings.tokenBurst())))).ifPresent(this::refuse);
        if (caller.name() != null && noted.add(caller.name())) {
            limits.know(caller.name(), settings.known());
        }
    }

    @Scheduled(every = "1m", identity = "gateway-forget-noted")
    void forgetNoted() {
        noted.clear();
    }

    /** The token was not good. */
    void fail(Caller caller) {
        metrics.counter("gateway.refused.tokens").increment();
        noted.remove(caller.name());
        if (limits.blame("address:" + caller.network(),
                new Rate(settings.failuresPerMinute(), settings.failuresBurst()), settings.lockout(), caller.name())) {
            alert("address", caller.network(), caller);
        }
        if (caller.tokenId() != null && limits.blame("token:" + caller.tokenId(),
                new Rate(settings.failuresPerMinute(), settings.failuresOfToken()), settings.lockout(), caller.name())) {
            alert("token", caller.tokenId(), caller);
        }
    }

    /** {@code security.lockout} is the name that an operator's alert looks for. */
    private void alert(String kind, String whom, Caller caller) {
        metrics.counter("gateway.lockouts", "kind", kind).increment();
        LOGGER.warnf("security.lockout kind=%s subject=%s address=%s seconds=%d: too many refused tokens",
                kind, whom, caller.network(), settings.lockout().toSeconds());
    }

    private void refuse(Refusal refusal) {
        String kind = switch (refusal.gate()) {
            case Gate.Lock lock -> "lock";
            case Gate.Bucket bucket -> "rate";
        };
        metrics.counter("gateway.limited.requests", "kind", kind).increment();
        long seconds = Math.max(1, refusal.retryAfter().plusMillis(999).toSeconds());
        throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "too_many_requests").with(Map.of("retry_after", seconds));
    }
}
