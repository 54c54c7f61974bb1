package io.mudanza.gateway.locks;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.coordination.locks.LockName;
import io.mudanza.coordination.locks.LockState;
import io.mudanza.gateway.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;

/** Why somebody does not get, or has no more, a lock. */
final class LockProblems {
    private LockProblems() {}

    /** Whole seconds after which it is worth asking again: the lease may be renewed, and may end early. */
    private static final long SOON = 5;

    static ProblemException busy(LockName name, LockState state) {
        Map<String, Object> members = new HashMap<>();
        members.put("holder", String.valueOf(state.holder()));
        members.put("owner", String.valueOf(state.owner()));
        members.put("since", state.since() == null ? null : state.since().toString());
        members.put("expires_in", state.expiresIn().toMillis() / 1000.0);
        members.put("waiting", state.waiting());
        members.put("retry_after", Math.clamp(state.expiresIn().toSeconds() + 1, 1, SOON));
        members.values().removeIf(value -> value == null);
        return new ProblemException(ProblemCode.LOCK_BUSY, "lock.busy", name.text(), String.valueOf(state.holder()))
                .with(members);
    }

    static ProblemException tooMany(int limit) {
        return new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "lock.too_many", limit).with(Map.of("retry_after", SOON));
    }

    static ProblemException lost(LockName name, LockState state) {
        if (state != null && state.held() && state.takenOverBy() != null) {
            return new ProblemException(ProblemCode.LOCK_LOST, "lock.taken_over", name.text(), state.takenOverBy(),
                    state.reason()).with(Map.of("taken_over_by", state.takenOverBy(), "reason", state.reason()));
        }
        return new ProblemException(ProblemCode.LOCK_LOST, "lock.lost", name.text());
    }
}
