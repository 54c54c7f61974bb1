package io.mudanza.infra;

import java.util.Locale;

/** How something is; the order is from good to bad. */
public enum Health {
    OK,
    /** Works, and somebody should look at it. */
    WARNING,
    /** Does not work. */
    FAILED;

    /** The form in JSON. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The health of a wire form; {@link #FAILED} for one that is none. */
    public static Health ofWire(String text) {
        for (Health health : values()) {
            if (health.wire().equals(text)) {
                return health;
            }
        }
        return FAILED;
    }

    /** The worse of two. */
    public Health and(Health other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
