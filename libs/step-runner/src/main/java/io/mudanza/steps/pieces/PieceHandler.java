package io.mudanza.steps.pieces;

import io.mudanza.contracts.step.StepKind;

/**
 * Does pieces of one kind of step for the replica that leads it. A CDI bean of a worker, at most one per kind. What it
 * does may be done again by another: it counts once because of where it is written, not because of who believes to own it.
 */
public interface PieceHandler {
    StepKind kind();

    /**
     * Runs on a virtual thread, which is interrupted when the piece is to stop.
     *
     * @return what the leader wants to know (JSON, free of secrets)
     * @throws PieceFailedException it cannot be done here; the leader then does it itself
     * @throws InterruptedException it stopped because it was told to
     */
    String run(Piece piece) throws PieceFailedException, InterruptedException;

    /** A piece that was done is told of; when it did not count any more, what it wrote is to be removed. */
    default void ended(Piece piece, boolean counts) {}
}
