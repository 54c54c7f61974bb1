package io.mudanza.examples.tuki;

import java.util.List;
import java.util.UUID;

/**
 * Numbers that look random and follow from (seed, kind, index) alone: a row is the same whoever makes it first, so
 * tables can be made at
 * once and still point to each other.
 */
final class Chance {
    private final long seed;
    private long state;

    Chance(long seed, String kind) {
        this.seed = mix(seed ^ mix(kind.hashCode()));
    }

    /** Turns to the row. */
    Chance row(long index) {
        state = mix(seed + index * 0x9E3779B97F4A7C15L);
        return this;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** From 0 to the bound, without it. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** From 0 to the bound, small ones more often: as sales go to few events. */
    int skewed(int bound) {
        double x = (next() >>> 11) * 0x1.0p-53;
        return (int) (x * x * bound);
    }

    boolean oneIn(int n) {
        return below(n) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** The UUID of the row, the same whenever asked with this seed and kind. */
    UUID uuid(long index) {
        long high = mix(seed ^ mix(index));
        long low = mix(high + index);
        return new UUID(high & 0xFFFFFFFFFFFF0FFFL | 0x4000L, low & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
