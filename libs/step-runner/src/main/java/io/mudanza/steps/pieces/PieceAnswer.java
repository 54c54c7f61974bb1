package io.mudanza.steps.pieces;

/** What became of a piece. */
public sealed interface PieceAnswer {

    /**
     * It was done.
     *
     * @param owner  the replica that did it
     * @param result what its handler returned
     */
    record Done(String owner, String result) implements PieceAnswer {}

    /**
     * It counts as not begun.
     *
     * @param why  why nobody did it
     * @param mark the {@link Piece#mark()} under which somebody may still be at it; empty when nobody is
     */
    record NotDone(Why why, String mark) implements PieceAnswer {}

    /** Why nobody did a piece. */
    enum Why {
        /** Nobody had begun it when it was taken back, or the step is no longer this run's. */
        WITHDRAWN,
        /** Its owner died, froze or was stopped. */
        LAPSED,
        /** Its owner could not do it. */
        FAILED
    }
}
