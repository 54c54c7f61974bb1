package io.mudanza.steps.pieces;

import java.util.function.BooleanSupplier;

/** How the run that leads a step has pieces of it done by other replicas. Thread-safe. */
public interface Sharing {

    /** Nobody else is there. */
    Sharing NONE = new Sharing() {
        @Override
        public int streams() {
            return 0;
        }

        @Override
        public PieceAnswer have(String content, BooleanSupplier takeBack) {
            return new PieceAnswer.NotDone(PieceAnswer.Why.WITHDRAWN, "");
        }
    };

    /** Pieces that the other replicas could do at once now. Asks nobody: to be called often. */
    int streams();

    /**
     * Has a piece done by whoever has time, and waits for it. Without an answer of its owner within the lease the piece is
     * void: what its owner still writes about it changes nothing.
     *
     * @param content  what is to be done (JSON, free of secrets)
     * @param takeBack asked several times a second: whether to take the piece back when nobody has begun it
     */
    PieceAnswer have(String content, BooleanSupplier takeBack) throws InterruptedException;
}
