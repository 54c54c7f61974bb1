package io.mudanza.bench.report;

import io.mudanza.bench.contest.Contest.Measured;
import java.util.List;

/** The rounds of one contender: median and spread of the wall time, and the rest at its worst. */
public record Summary(
        String contest, String contender, int rounds, double median, double least, double most, double cpuSeconds,
        long peakBytes, long outputBytes) {

    static Summary of(List<Measured> rounds) {
        double[] seconds = rounds.stream().mapToDouble(m -> m.result().cost().seconds()).sorted().toArray();
        double[] cpu = rounds.stream().mapToDouble(m -> m.result().cost().cpuSeconds()).sorted().toArray();
        return new Summary(rounds.getFirst().contest(), rounds.getFirst().contender(), rounds.size(), median(seconds),
                seconds[0], seconds[seconds.length - 1], median(cpu),
                rounds.stream().mapToLong(m -> m.result().cost().peakBytes()).max().orElse(0),
                rounds.stream().mapToLong(m -> m.result().outputBytes()).max().orElse(-1));
    }

    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
