package io.mudanza.bench.report;

import io.mudanza.bench.contest.Goal;

/** A goal and what came of it; {@code ratio} is the quotient of the medians. */
public record Judged(String contest, Goal goal, double ratio) {

    boolean reached() {
        return ratio <= goal.factor();
    }
}
