package io.mudanza.token;

import io.mudanza.token.time.TokenClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The real time, and what a test adds to it. */
@ApplicationScoped
public class SettableClock implements TokenClock {

    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant now() {
        return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
    }

    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    public void reset() {
        ahead = Duration.ZERO;
    }
}
