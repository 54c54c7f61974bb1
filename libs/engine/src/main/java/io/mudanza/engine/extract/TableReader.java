package io.mudanza.engine.extract;

import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.plan.CopyReader;
import io.mudanza.engine.plan.CopyStatements;
import io.mudanza.engine.plan.Piece;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads pieces of tables through one connection; pieces of the same table that follow each other share their parts. */
final class TableReader implements AutoCloseable {

    private final Connection connection;
    private final PartStore store;
    private final SealedParts sealed;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private TableHead table;
    private RowParts parts;

    /** @param store null to compute digests only */
    TableReader(
            Connection connection, PartStore store, SealedParts sealed, ProgressListener progress,
            Cancellation cancellation) {
        this.connection = connection;
        this.store = store;
        this.sealed = sealed;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    void read(Piece piece) throws EngineException, SQLException, IOException {
        cancellation.check();
        if (piece.table() != table) {
            end();
            table = piece.table();
            progress.doing("reading " + table.label());
            parts = new RowParts(sealed, store, PartKind.ROWS, table.id(), table.label(), table.format(), progress);
        }
        CopyReader.read(connection, CopyStatements.out(piece), table.format(), parts, cancellation);
    }

    /** Seals what is open. */
    void end() throws IOException {
        if (parts != null) {
            parts.end();
            parts.close();
            parts = null;
        }
    }

    /** Removes what is not sealed. */
    @Override
    public void close() throws IOException {
        if (parts != null) {
            parts.close();
        }
    }
}
