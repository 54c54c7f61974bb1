package io.mudanza.engine.load;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.part.Part;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.tasks.AssistantSessions;
import io.mudanza.engine.tasks.Assistants;
import io.mudanza.engine.tasks.Loan;
import io.mudanza.engine.tasks.Shares;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The parts of one load that assistants have loaded. Thread-safe. */
final class LentParts {

    private final LoadRequest request;
    private final ProgressListener progress;
    private final List<Part> done = new ArrayList<>();
    private final Shares shares = new Shares();

    LentParts(LoadRequest request, ProgressListener progress) {
        this.request = request;
        this.progress = progress;
    }

    /** Hears of parts that are in the target. */
    @FunctionalInterface
    interface Arrival {
        void of(Part part, TableHead table);
    }

    /** How a part is lent. */
    Loan loan(Ledger ledger, Part part, TableHead table, Arrival arrival) {
        return new Loan() {
            @Override
            public String content() {
                return BundleJson.write(new LoadPiece(ledger.bundle(), request.target().database(), table, part,
                        request.readBack()));
            }

            @Override
            public void done(Assistants.Answer.Done answer) {
                ledger.committed(part);
                note(part, answer.by());
                arrival.of(part, table);
            }

            @Override
            public void lapsed(String mark) throws EngineException, SQLException {
                AssistantSessions.end(request.target(), Side.TARGET, mark);
            }
        };
    }

    private synchronized void note(Part part, String by) {
        done.add(part);
        shares.add(by);
    }

    /**
     * Looks whether the target has what assistants said to have loaded. Their commits did not wait for the disk, and no
     * connection of this process would have broken if the server had lost them.
     */
    synchronized void check(Ledger ledger, int all) throws EngineException, SQLException {
        if (done.isEmpty()) {
            return;
        }
        Ledger there;
        Connection connection = Connections.open(request.target(), Side.TARGET);
        try {
            there = Ledger.open(connection, ledger.bundle());
        } finally {
            Connections.close(connection);
        }
        for (Part part : done) {
            if (!there.has(part)) {
                throw new EngineException(EngineException.Code.TARGET_LOST,
                        "The target has lost the part " + part.name() + ". Resume the job.");
            }
        }
        progress.note(ProgressListener.Level.INFO, "Of " + all + " parts loaded now, other replicas loaded "
                + done.size() + ": " + shares + ".");
    }
}
