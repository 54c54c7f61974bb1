package io.mudanza.engine.extract;

import io.mudanza.engine.plan.Piece;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/** The pieces that are left to read, by workers here or by assistants. Thread-safe. */
final class PieceQueue {

    /** Less is read faster than given away. */
    private static final long SMALLEST = 1L << 20;
    private static final long LOOK_MILLIS = 500;

    private final Deque<Piece> waiting;
    private int lent;
    private int idle;

    PieceQueue(Collection<Piece> pieces) {
        this.waiting = new ArrayDeque<>(pieces);
    }

    /** The next piece, if one is there now. */
    synchronized Piece poll() {
        Piece piece = waiting.poll();
        notifyAll();
        return piece;
    }

    /** The next piece; waits for those that assistants may give back, and is null when all are read. */
    synchronized Piece take() throws InterruptedException {
        while (waiting.isEmpty() && lent > 0) {
            idle++;
            try {
                wait();
            } finally {
                idle--;
            }
        }
        return poll();
    }

    /**
     * A piece for an assistant; null when none is left to give. {@link #back} or {@link #done} follows.
     *
     * @param stopped whether nobody reads any more: then none is given, even if an interrupt was lost on the way
     */
    synchronized Piece lend(BooleanSupplier wanted, BooleanSupplier stopped) throws InterruptedException {
        while (!stopped.getAsBoolean() && (!waiting.isEmpty() && waiting.peek().bytes() >= SMALLEST || lent > 0)) {
            if (idle == 0 && !waiting.isEmpty() && waiting.peek().bytes() >= SMALLEST && wanted.getAsBoolean()) {
                lent++;
                return waiting.poll();
            }
            wait(LOOK_MILLIS);
        }
        return null;
    }

    synchronized void back(Piece piece) {
        lent--;
        waiting.addFirst(piece);
        notifyAll();
    }

    synchronized void done() {
        lent--;
        notifyAll();
    }

    /** Whether a worker here has nothing to do. */
    synchronized boolean missesPieces() {
        return idle > 0;
    }
}
