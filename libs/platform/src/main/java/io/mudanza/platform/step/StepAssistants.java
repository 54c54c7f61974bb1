package io.mudanza.platform.step;

import io.mudanza.engine.tasks.Assistants;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.pieces.Piece;
import io.mudanza.steps.pieces.PieceAnswer;
import io.mudanza.steps.pieces.Sharing;
import java.util.function.BooleanSupplier;

/** The other replicas of this service, as the engine sees them. */
public final class StepAssistants implements Assistants {

    private final Sharing sharing;
    private final String mark;

    private StepAssistants(Sharing sharing, String mark) {
        this.sharing = sharing;
        this.mark = mark;
    }

    /** {@link Assistants#NONE} for a step that shares nothing. */
    public static Assistants of(StepContext context) {
        Sharing sharing = context.sharing();
        return sharing == Sharing.NONE ? Assistants.NONE : new StepAssistants(sharing, Piece.markOf(context.jobId()));
    }

    @Override
    public int streams() {
        return sharing.streams();
    }

    @Override
    public String mark() {
        return mark;
    }

    @Override
    public Answer have(String content, BooleanSupplier takeBack) throws InterruptedException {
        return switch (sharing.have(content, takeBack)) {
            case PieceAnswer.Done done -> new Answer.Done(done.owner(), done.result());
            case PieceAnswer.NotDone not -> new Answer.NotDone(not.why() == PieceAnswer.Why.FAILED, not.mark());
        };
    }
}
