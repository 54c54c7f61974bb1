package io.mudanza.bench.process;

/**
 * What a program cost.
 *
 * @param seconds    wall time
 * @param cpuSeconds user and system time of it and its children, without the database servers
 * @param peakBytes  most resident memory of any one of its processes
 */
public record Cost(double seconds, double cpuSeconds, long peakBytes) {

    public Cost plus(Cost later) {
        return new Cost(seconds + later.seconds, cpuSeconds + later.cpuSeconds, Math.max(peakBytes, later.peakBytes));
    }
}
