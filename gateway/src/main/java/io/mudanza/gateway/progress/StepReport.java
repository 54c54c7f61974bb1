package io.mudanza.gateway.progress;

/**
 * The last report of a step.
 *
 * @param activity  what it was doing
 * @param rowsTotal -1 when unknown
 * @param rowRate   rows per second, smoothed
 */
public record StepReport(
        String activity,
        long rowsDone,
        long rowsTotal,
        long bytesDone,
        long bytesTotal,
        double rowRate,
        double byteRate) {

    /** Share that is done, 0 to 1; 0 when nothing is known. */
    public double fraction() {
        double done = bytesTotal > 0
                ? (double) bytesDone / bytesTotal
                : rowsTotal > 0 ? (double) rowsDone / rowsTotal : 0;
        return Math.clamp(done, 0.0, 1.0);
    }

    /** Remaining seconds; null when nobody can know. */
    public Long etaSeconds() {
        if (bytesTotal > 0 && byteRate > 1) {
            return Math.max(0, Math.round((bytesTotal - bytesDone) / byteRate));
        }
        return rowsTotal > 0 && rowRate > 1 ? Math.max(0, Math.round((rowsTotal - rowsDone) / rowRate)) : null;
    }
}
