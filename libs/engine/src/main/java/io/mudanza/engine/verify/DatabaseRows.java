package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.RowSink;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.plan.CopyReader;
import io.mudanza.engine.plan.CopyStatements;
import io.mudanza.engine.plan.Piece;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** The rows as a database holds them now. */
public final class DatabaseRows implements RowSource {

    private final DatabaseAddress address;
    private final Side side;
    private final Cancellation cancellation;

    public DatabaseRows(DatabaseAddress address, Side side, Cancellation cancellation) {
        this.address = address;
        this.side = side;
        this.cancellation = cancellation;
    }

    @Override
    public void read(TableHead table, RowSink sink) throws EngineException, IOException {
        Connection connection = Connections.open(address, side);
        try {
            CopyReader.read(connection, CopyStatements.out(new Piece(table, 0, -1, 0)), table.format(), sink, cancellation);
        } catch (SQLException e) {
            throw Failures.of(e, side, "reading table " + table.label());
        } finally {
            Connections.close(connection);
        }
    }
}
