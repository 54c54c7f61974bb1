package io.mudanza.gateway.saga;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which failures may pass by themselves. The first steps fail at once: whoever asked is still there to read it. */
@ApplicationScoped
class RetryPolicy {
    private static final Set<ProblemCode> MAY_PASS = Set.of(
            ProblemCode.PEER_UNREACHABLE,
            ProblemCode.SOURCE_LOST,
            ProblemCode.TARGET_LOST,
            ProblemCode.DATABASE_UNREACHABLE,
            ProblemCode.SERVICE_UNAVAILABLE,
            ProblemCode.TOO_MANY_REQUESTS,
            ProblemCode.STEP_LOST);
    private static final Set<StepKind> AT_ONCE =
            Set.of(StepKind.CONNECT, StepKind.PREFLIGHT, StepKind.UNPACK, StepKind.ROLL_BACK, StepKind.PUBLISH);
    private static final Set<StepKind> TENACIOUS = Set.of(StepKind.DISCARD, StepKind.CERTIFY, StepKind.CLEAN_UP);

    private final int retries;

    RetryPolicy(@ConfigProperty(name = "mudanza.gateway.step-retries", defaultValue = "2") int retries) {
        this.retries = retries;
    }

    /** The pause before another attempt, or empty when the step is given up. */
    Optional<Duration> another(StepKind kind, ProblemCode code, int attempt) {
        boolean undo = TENACIOUS.contains(kind);
        int most = undo ? retries + 2 : retries;
        boolean worthIt = MAY_PASS.contains(code) && !AT_ONCE.contains(kind) || undo && code != ProblemCode.CANCELLED;
        return worthIt && attempt <= most ? Optional.of(Duration.ofSeconds(1L << 2 * (attempt - 1))) : Optional.empty();
    }
}
