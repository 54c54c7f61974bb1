package io.mudanza.steps;

import java.time.Duration;

/**
 * How steps are leased.
 *
 * @param parallel    steps that run at once in this process
 * @param lease       how long a claim holds without a heartbeat
 * @param heartbeat   between renewals
 * @param maxLapses   how often a lapsed step is taken over before it is given up as {@code step_lost}
 * @param poll        between looks for work
 * @param progress    shortest time between two progress messages of a step
 * @param pieces     pieces of other replicas' steps that an idle process does at once, at least 1
 * @param patience    how long a shutdown waits for the handlers to stop
 */
public record StepSettings(
        int parallel, int pieces, Duration lease, Duration heartbeat, int maxLapses, Duration poll, Duration progress,
        Duration patience) {

    public static StepSettings defaults() {
        return new StepSettings(
                8,
                2,
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                5,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }
}
