package io.mudanza.coordination.limits;

/** One of the things that may stand in somebody's way. */
public sealed interface Gate {
    /** What is counted, or what is locked. */
    String key();

    /** Lets through at a rate. */
    record Bucket(String key, Rate rate) implements Gate {}

    /**
     * Lets nobody through while it is locked by {@link Limits#blame}.
     *
     * @param unless name of somebody who passes all the same when known ({@link Limits#know})
     */
    record Lock(String key, String unless) implements Gate {}
}
