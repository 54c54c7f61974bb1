package io.mudanza.coordination;

/** What came of asking for a lease. */
public sealed interface LeaseAnswer {
    /** @param fencingToken grows with every change of holder; a write that must not come late carries it */
    record Granted(long fencingToken) implements LeaseAnswer {}

    /** @param holder who has it */
    record Held(String holder) implements LeaseAnswer {}
}
