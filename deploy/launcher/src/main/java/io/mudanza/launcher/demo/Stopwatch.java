package io.mudanza.launcher.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the time went. */
final class Stopwatch {
    private final long start = System.nanoTime();
    private final List<String> laps = new ArrayList<>();
    private long last = start;

    void lap(String what) {
        long now = System.nanoTime();
        laps.add(String.format(Locale.ROOT, "%s %.1f s", what, (now - last) / 1e9));
        last = now;
    }

    /** E.g. {@code Time: two nodes ready 12.1 s · … · in all 20.3 s}. */
    String summary() {
        return "Time: " + String.join(" · ", laps) + String.format(Locale.ROOT, " · in all %.1f s",
                (last - start) / 1e9);
    }
}
