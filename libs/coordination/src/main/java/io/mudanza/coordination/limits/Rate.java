package io.mudanza.coordination.limits;

import java.time.Duration;

/**
 * So much in the long run, and so much at once.
 *
 * @param perMinute at least 1
 * @param burst     what may come at once after a rest, at least 1
 */
public record Rate(long perMinute, long burst) {
    private static final long MICROS_PER_MINUTE = Duration.ofMinutes(1).toNanos() / 1000;

    public Rate {
        if (perMinute < 1 || perMinute > MICROS_PER_MINUTE || burst < 1) {
            throw new IllegalArgumentException("a rate is at least 1 a minute with a burst of at least 1: " + perMinute
                    + ", " + burst);
        }
    }

    /** Microseconds that one takes. */
    long intervalMicros() {
        return MICROS_PER_MINUTE / perMinute;
    }

    /** Microseconds that one may come before its time. */
    long toleranceMicros() {
        return intervalMicros() * (burst - 1);
    }
}
