package io.mudanza.engine.progress;

import java.time.Duration;
import java.util.Locale;

/**
 * What became of the sessions that were open when a state was switched.
 *
 * @param idle     sessions without work, ended at once
 * @param left     sessions that finished their work
 * @param cut      sessions at work that were ended when the patience was over
 * @param patience how long they were let work at most
 * @param waited   how long it took until the last one was gone
 */
public record DrainedSessions(int idle, int left, int cut, Duration patience, Duration waited) {

    /** Whether there was any session. */
    public boolean any() {
        return idle + left + cut > 0;
    }

    /** For logs and certificates. */
    public String sentence() {
        return String.format(Locale.ROOT, "%d were idle and ended at once, %d finished their work, %d were cut off after"
                + " a patience of %d s; all were gone after %.1f s.", idle, left, cut, patience.toSeconds(),
                waited.toMillis() / 1000.0);
    }
}
