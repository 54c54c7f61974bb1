package io.mudanza.engine.extract;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.plan.Piece;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.tasks.AssistantSessions;
import io.mudanza.engine.tasks.Assistants;
import io.mudanza.engine.tasks.Shares;
import java.io.IOException;
import java.sql.SQLException;

/** Gives pieces of one extract to assistants, and announces the parts that they have sealed. */
final class LentPieces {

    private final ExtractRequest request;
    private final Snapshot snapshot;
    private final SealedParts sealed;
    private final ProgressListener progress;
    private final PieceQueue pieces;
    private final Shares shares = new Shares();

    LentPieces(ExtractRequest request, Snapshot snapshot, SealedParts sealed, ProgressListener progress, PieceQueue pieces) {
        this.request = request;
        this.snapshot = snapshot;
        this.sealed = sealed;
        this.progress = progress;
        this.pieces = pieces;
    }

    /** Starts giving away, if there is anybody now. */
    void start(WorkerGroup group) {
        for (int i = 0; i < request.assistants().wanted(); i++) {
            int number = i;
            group.start("lend-" + i, () -> lend(number, group));
        }
    }

    private void lend(int number, WorkerGroup group) throws EngineException, SQLException, IOException, InterruptedException {
        for (Piece piece = pieces.lend(() -> number < request.assistants().wanted(), group::stopped); piece != null;
                piece = pieces.lend(() -> number < request.assistants().wanted(), group::stopped)) {
            String content = BundleJson.write(new LentPiece(snapshot.id(), piece.table(), piece.fromBlock(),
                    piece.toBlock(), piece.bytes(), request.digestOnly()));
            switch (request.assistants().have(content, pieces::missesPieces)) {
                case Assistants.Answer.Done done -> {
                    take(piece, BundleJson.read(done.result(), LentPiece.Read.class), done.by());
                    pieces.done();
                }
                case Assistants.Answer.NotDone not -> {
                    if (!not.mark().isEmpty()) {
                        AssistantSessions.end(request.source(), Side.SOURCE, not.mark());
                    }
                    pieces.back(piece);
                    if (not.failed()) {
                        return;
                    }
                }
            }
        }
    }

    private void take(Piece piece, LentPiece.Read read, String by) {
        if (request.digestOnly()) {
            sealed.counted(piece.table().id(), read.bytes(), read.digest());
        } else {
            read.parts().forEach(sealed::sealed);
        }
        progress.advanced(piece.table().label(), read.digest().rows(), read.bytes());
        shares.add(by);
    }

    /** Says who did what. */
    void end() {
        if (!shares.isEmpty()) {
            progress.note(ProgressListener.Level.INFO, "Pieces of tables that other replicas read: " + shares + ".");
        }
    }
}
