package io.mudanza.steps.pieces;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pieces that one run of a step gives away, under its fencing number. */
final class LedPieces implements Sharing {
    private static final Logger LOGGER = LoggerFactory.getLogger(LedPieces.class);
    private static final long LOOK_MILLIS = 100;
    /** So many may be waited for before the looks become rarer. */
    private static final int QUICKLY = 8;

    private final PieceTable table;
    private final IntSupplier others;
    private final UUID jobId;
    private final UUID stepId;
    private final long fencingToken;
    private final AtomicInteger waiting = new AtomicInteger();

    LedPieces(PieceTable table, IntSupplier others, UUID jobId, UUID stepId, long fencingToken) {
        this.table = table;
        this.others = others;
        this.jobId = jobId;
        this.stepId = stepId;
        this.fencingToken = fencingToken;
    }

    @Override
    public int streams() {
        return others.getAsInt();
    }

    @Override
    public PieceAnswer have(String content, BooleanSupplier takeBack) throws InterruptedException {
        waiting.incrementAndGet();
        try {
            Optional<Long> number = offer(content);
            return number.isEmpty() ? withdrawn() : await(number.get(), takeBack);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private Optional<Long> offer(String content) throws InterruptedException {
        try {
            return table.offer(stepId, fencingToken, content);
        } catch (SQLException away) {
            LOGGER.warn("job {}: no piece can be offered: {}", jobId, away.toString());
            Thread.sleep(1_000);
            return Optional.empty();
        }
    }

    private PieceAnswer await(long number, BooleanSupplier takeBack) throws InterruptedException {
        while (true) {
            Thread.sleep(LOOK_MILLIS * Math.max(1, waiting.get() / QUICKLY));
            try {
                Optional<PieceAnswer> answer = look(number, takeBack);
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (SQLException away) {
                LOGGER.warn("job {}: nobody knows how piece {} stands: {}", jobId, number, away.toString());
                Thread.sleep(1_000);
            }
        }
    }

    private Optional<PieceAnswer> look(long number, BooleanSupplier takeBack) throws SQLException {
        PieceTable.Look look = table.look(number).orElse(null);
        if (look == null) {
            return Optional.of(withdrawn());
        }
        return switch (look.state()) {
            case "offered" -> takeBack.getAsBoolean() && table.withdraw(number)
                    ? Optional.of(withdrawn())
                    : Optional.empty();
            case "claimed" -> {
                if (!look.lapsed() || !table.lapse(number)) {
                    yield Optional.empty();
                }
                LOGGER.warn("job {}: {} is silent; its piece {} is done by another", jobId, look.owner(), number);
                yield Optional.of(new PieceAnswer.NotDone(PieceAnswer.Why.LAPSED, Piece.markOf(jobId, number)));
            }
            case "done" -> {
                table.collect(number);
                yield Optional.of(new PieceAnswer.Done(look.owner(), look.result()));
            }
            case "returned" -> {
                table.collect(number);
                yield Optional.of(new PieceAnswer.NotDone(PieceAnswer.Why.LAPSED, ""));
            }
            default -> {
                LOGGER.warn("job {}: {} could not do piece {}: {}", jobId, look.owner(), number, look.result());
                table.collect(number);
                yield Optional.of(new PieceAnswer.NotDone(PieceAnswer.Why.FAILED, ""));
            }
        };
    }

    private static PieceAnswer withdrawn() {
        return new PieceAnswer.NotDone(PieceAnswer.Why.WITHDRAWN, "");
    }
}
