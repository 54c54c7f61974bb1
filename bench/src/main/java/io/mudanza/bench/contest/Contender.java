package io.mudanza.bench.contest;

import io.mudanza.bench.process.Cost;

/**
 * One way to do the work.
 *
 * @param name    as in the table
 * @param ours    whether it is Mudanza
 * @param prepare done before each turn, not measured
 * @param turn    done and measured
 * @param needs   a program that has to be installed; null for none
 */
public record Contender(String name, boolean ours, Step prepare, Turn turn, String needs) {

    /** Something that is not measured. */
    @FunctionalInterface
    public interface Step {
        Step NOTHING = () -> {};

        void run() throws InterruptedException;
    }

    /** Something that is measured. */
    @FunctionalInterface
    public interface Turn {
        Result run() throws InterruptedException;
    }

    /**
     * How a turn went.
     *
     * @param outputBytes size of what was written; -1 where it has none
     */
    public record Result(Cost cost, long outputBytes) {}

    public static Contender ours(String name, Step prepare, Turn turn) {
        return new Contender(name, true, prepare, turn, null);
    }

    public static Contender other(String name, String needs, Step prepare, Turn turn) {
        return new Contender(name, false, prepare, turn, needs);
    }
}
