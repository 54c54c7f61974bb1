package io.mudanza.importing.run;

import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.load.AssistedLoad;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.feed.ReceivedParts;
import io.mudanza.steps.pieces.Piece;
import io.mudanza.steps.pieces.PieceFailedException;
import io.mudanza.steps.pieces.PieceHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Loads single parts for the replica that leads a load. */
@ApplicationScoped
class LoadPieces implements PieceHandler {

    private final PlatformSettings platform;
    private final ReceivedParts received;

    LoadPieces(PlatformSettings platform, ReceivedParts received) {
        this.platform = platform;
        this.received = received;
    }

    @Override
    public StepKind kind() {
        return StepKind.LOAD;
    }

    @Override
    public String run(Piece piece) throws PieceFailedException, InterruptedException {
        try {
            return AssistedLoad.load(piece.content(), platform.database(), piece.mark(),
                    part -> received.open(piece.jobId(), part, piece.cancelled()), piece.cancelled()::getAsBoolean);
        } catch (EngineException e) {
            throw new PieceFailedException(e.getMessage(), e);
        }
    }
}
