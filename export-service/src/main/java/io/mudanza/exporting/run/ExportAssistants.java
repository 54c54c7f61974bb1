package io.mudanza.exporting.run;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.engine.extract.AssistedExtract;
import io.mudanza.engine.tasks.Assistants;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.pieces.Piece;
import io.mudanza.steps.pieces.PieceAnswer;
import io.mudanza.steps.pieces.Sharing;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;

/** The other replicas of this service, as the engine sees them. */
final class ExportAssistants implements Assistants {

    private final Sharing sharing;
    private final String mark;
    private final long attempt;
    private final QuotaPartStore quota;
    private volatile boolean asked;

    private ExportAssistants(Sharing sharing, String mark, long attempt, QuotaPartStore quota) {
        this.sharing = sharing;
        this.mark = mark;
        this.attempt = attempt;
        this.quota = quota;
    }

    static Assistants of(StepContext context, long attempt, QuotaPartStore quota) {
        Sharing sharing = context.sharing();
        return sharing == Sharing.NONE
                ? Assistants.NONE
                : new ExportAssistants(sharing, Piece.markOf(context.jobId()), attempt, quota);
    }

    /** Whether anything was ever given away. */
    boolean wereAsked() {
        return asked;
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
        asked = true;
        return switch (sharing.have(BundleJson.write(new ExportPiece(attempt, content)), takeBack)) {
            case PieceAnswer.Done done -> {
                try {
                    quota.take(AssistedExtract.storedBytes(done.result()));
                } catch (BundleException e) {
                    throw new UncheckedIOException(e);
                }
                yield new Answer.Done(done.owner(), done.result());
            }
            case PieceAnswer.NotDone not -> new Answer.NotDone(not.why() == PieceAnswer.Why.FAILED, not.mark());
        };
    }
}
