package io.mudanza.engine.checkpoint;

/** Ends a call as kill -9 would: no clean-up of the code under test catches it. */
final class SimulatedCrash extends Error {

    SimulatedCrash(String point) {
        super(point, null, false, false);
    }
}
