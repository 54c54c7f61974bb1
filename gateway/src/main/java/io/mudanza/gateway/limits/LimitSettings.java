package io.mudanza.gateway.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much is too much. Generous to those who move a platform, strict with those who guess. */
@ConfigMapping(prefix = "mudanza.gateway.limits")
public interface LimitSettings {
    /** Requests a minute with one token. */
    @WithDefault("300000")
    long tokenPerMinute();

    @WithDefault("50000")
    long tokenBurst();

    /** Requests a minute from one address (IPv6: one /64), whoever they are. */
    @WithDefault("600000")
    long addressPerMinute();

    @WithDefault("100000")
    long addressBurst();

    /** Refused tokens a minute from one address. */
    @WithDefault("6")
    long failuresPerMinute();

    /** Refused tokens from one address that are taken for mistakes; with one more the address is locked out. */
    @WithDefault("20")
    long failuresBurst();

    /** Refused secrets of one token, from anywhere, that are taken for mistakes; with one more the token's id is locked. */
    @WithDefault("10")
    long failuresOfToken();

    /** How long a lock holds. */
    @WithDefault("PT5M")
    Duration lockout();

    /** A token that was good from an address within this time passes the locks there. */
    @WithDefault("PT24H")
    Duration known();

    /** Bytes a second that a body has to bring, in the mean of {@link #bodyWindow()}. */
    @WithDefault("1024")
    long bodyMinRate();

    /** Over how long the rate of a body is measured. */
    @WithDefault("PT30S")
    Duration bodyWindow();

    /** Longest time for a body of JSON. */
    @WithDefault("PT30S")
    Duration jsonTime();
}
