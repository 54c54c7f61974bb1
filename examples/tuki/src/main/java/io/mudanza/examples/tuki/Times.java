package io.mudanza.examples.tuki;

import java.time.Instant;

/** Moments around the day that Tuki's data was "taken". */
final class Times {
    /** Nothing depends on the day the sample is made. */
    static final Instant TODAY = Instant.parse("2026-02-01T00:00:00Z");

    private Times() {}

    /** Up to so many days before, with microseconds. */
    static Instant before(Chance chance, int days) {
        return TODAY.minusSeconds(chance.below(days * 86_400)).plusNanos(chance.below(1_000_000) * 1000L);
    }

    /** From 200 days before to 165 after. */
    static Instant around(Chance chance) {
        return TODAY.plusSeconds((chance.below(365 * 24) - 200L * 24) * 3600);
    }
}
