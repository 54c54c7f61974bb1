package io.mudanza.gateway.limits;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** How much is too much ({@code mudanza.gateway.limits.…}). Generous to those who move a platform, strict with those who guess. */
@Singleton
public final class LimitSettings {
    private static final String PREFIX = "mudanza.gateway.limits.";

    private final long tokenPerMinute;
    private final long tokenBurst;
    private final long addressPerMinute;
    private final long addressBurst;
    private final long failuresPerMinute;
    private final long failuresBurst;
    private final long failuresOfToken;
    private final Duration lockout;
    private final Duration known;
    private final long bodyMinRate;
    private final Duration bodyWindow;
    private final Duration jsonTime;

    LimitSettings(Config config) {
        tokenPerMinute = config.getOptionalValue(PREFIX + "token-per-minute", Long.class).orElse(300_000L);
        tokenBurst = config.getOptionalValue(PREFIX + "token-burst", Long.class).orElse(50_000L);
        addressPerMinute = config.getOptionalValue(PREFIX + "address-per-minute", Long.class).orElse(600_000L);
        addressBurst = config.getOptionalValue(PREFIX + "address-burst", Long.class).orElse(100_000L);
        failuresPerMinute = config.getOptionalValue(PREFIX + "failures-per-minute", Long.class).orElse(6L);
        failuresBurst = config.getOptionalValue(PREFIX + "failures-burst", Long.class).orElse(20L);
        failuresOfToken = config.getOptionalValue(PREFIX + "failures-of-token", Long.class).orElse(10L);
        lockout = config.getOptionalValue(PREFIX + "lockout", Duration.class).orElse(Duration.ofMinutes(5));
        known = config.getOptionalValue(PREFIX + "known", Duration.class).orElse(Duration.ofHours(24));
        bodyMinRate = config.getOptionalValue(PREFIX + "body-min-rate", Long.class).orElse(1024L);
        bodyWindow = config.getOptionalValue(PREFIX + "body-window", Duration.class).orElse(Duration.ofSeconds(30));
        jsonTime = config.getOptionalValue(PREFIX + "json-time", Duration.class).orElse(Duration.ofSeconds(30));
    }

    /** Requests a minute with one token. */
    public long tokenPerMinute() {
        return tokenPerMinute;
    }

    /** Requests at once with one token. */
    public long tokenBurst() {
        return tokenBurst;
    }

    /** Requests a minute from one address (IPv6: one /64), whoever they are. */
    public long addressPerMinute() {
        return addressPerMinute;
    }

    /** Requests at once from one address. */
    public long addressBurst() {
        return addressBurst;
    }

    /** Refused tokens a minute that are taken for mistakes in the long run. */
    public long failuresPerMinute() {
        return failuresPerMinute;
    }

    /** Refused tokens from one address that are taken for mistakes; with one more the address is locked out. */
    public long failuresBurst() {
        return failuresBurst;
    }

    /** Refused secrets of one token, from anywhere; with one more its id is locked for who does not know it. */
    public long failuresOfToken() {
        return failuresOfToken;
    }

    /** How long a lock holds. */
    public Duration lockout() {
        return lockout;
    }

    /** A token that was good from an address within this time passes the locks there. */
    public Duration known() {
        return known;
    }

    /** Bytes a second that an upload has to bring, in the mean of {@link #bodyWindow}. */
    public long bodyMinRate() {
        return bodyMinRate;
    }

    /** Over how long of waiting for bytes that rate is measured. */
    public Duration bodyWindow() {
        return bodyWindow;
    }

    /** Longest time for a body of JSON. */
    public Duration jsonTime() {
        return jsonTime;
    }
}
