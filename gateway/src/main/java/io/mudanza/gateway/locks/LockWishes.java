package io.mudanza.gateway.locks;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.coordination.locks.LockDesk;
import io.mudanza.coordination.locks.LockName;
import io.mudanza.coordination.locks.LockRequest;
import io.mudanza.coordination.locks.LocksUnavailableException;
import io.mudanza.gateway.problem.ProblemException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Checks what is asked about locks, and sweeps up behind those who asked. */
@ApplicationScoped
class LockWishes {
    private static final Logger LOGGER = Logger.getLogger(LockWishes.class);
    private static final Duration USUAL_LEASE = Duration.ofSeconds(30);
    private static final int LONGEST_TEXT = 200;

    private final LockSettings settings;
    private final LockDesk desk;

    LockWishes(LockSettings settings, LockDesk desk) {
        this.settings = settings;
        this.desk = desk;
    }

    LockRequest wanted(String name, LockForms.Wanted form, String owner) {
        String holder = form.holder() == null ? owner : text("holder", form.holder());
        return new LockRequest(name(name), owner, holder, lease(form.leaseSeconds()),
                seconds("wait_seconds", form.waitSeconds(), Duration.ZERO, 0, settings.longestWait()), settings.perToken());
    }

    LockName name(String text) {
        try {
            return new LockName(text);
        } catch (IllegalArgumentException wrong) {
            throw field("name", "1 to " + LockName.LONGEST + " characters, no control characters");
        }
    }

    Duration lease(Integer seconds) {
        return seconds("lease_seconds", seconds, USUAL_LEASE, 1, settings.longestLease());
    }

    /** The secret of a lock as it came in the header. */
    String token(String header) {
        if (header == null || header.isBlank() || header.length() > LONGEST_TEXT) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.missing", "Lock-Token (header)");
        }
        return header.strip();
    }

    String reason(String text) {
        if (text == null || text.isBlank()) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.missing", "reason");
        }
        return text("reason", text);
    }

    private static String text(String name, String value) {
        if (value.isBlank() || value.length() > LONGEST_TEXT || value.codePoints().anyMatch(point ->
                Character.isISOControl(point) || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE))) {
            throw field(name, "1 to " + LONGEST_TEXT + " characters, no control characters");
        }
        return value;
    }

    private static Duration seconds(String name, Integer value, Duration otherwise, int least, Duration most) {
        if (value == null) {
            return otherwise;
        }
        if (value < least || value > most.toSeconds()) {
            throw field(name, least + " to " + most.toSeconds());
        }
        return Duration.ofSeconds(value);
    }

    private static ProblemException field(String name, String rule) {
        return new ProblemException(ProblemCode.INVALID_REQUEST, "request.field", name, rule);
    }

    @Scheduled(every = "1m", delayed = "30s", identity = "gateway-sweep-locks",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            desk.sweep();
        } catch (LocksUnavailableException away) {
            LOGGER.warnf("unused locks stay until the database answers: %s", away.getCause());
        }
    }
}
