package io.mudanza.engine.plan;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.RowScanner;
import io.mudanza.bundle.digest.RowSink;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.CopyStream;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Runs COPY TO STDOUT and hands the rows to a sink. After an exception the connection must be closed. */
public final class CopyReader {

    private static final int LOOK_ROWS = 1024;

    private CopyReader() {}

    /** Reads all rows of a statement. */
    public static void read(
            Connection connection, String statement, CopyFormat format, RowSink sink, Cancellation cancellation)
            throws SQLException, IOException, EngineException {
        CopyStream stream = Connections.stream(connection);
        if (stream == null) {
            throughDriver(connection, statement, format, sink, cancellation);
        } else {
            besideDriver(connection, stream, statement, new RowMessages(format, sink, cancellation));
        }
    }

    /** The driver sees the statement begin and end; the rows between never become objects. */
    private static void besideDriver(Connection connection, CopyStream stream, String statement, RowMessages rows)
            throws SQLException, IOException, EngineException {
        stream.divertTo(rows);
        try {
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
            if (copy.readFromCopy() != null) {
                throw new IllegalStateException("Rows came through the driver although they were diverted.");
            }
            rows.end(copy.getHandledRowCount());
        } catch (SQLException e) {
            switch (rows.failure()) {
                case EngineException mine -> throw mine;
                case IOException mine -> throw mine;
                case null, default -> throw e;
            }
        } finally {
            stream.divertTo(null);
        }
    }

    private static void throughDriver(
            Connection connection, String statement, CopyFormat format, RowSink sink, Cancellation cancellation)
            throws SQLException, IOException, EngineException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
        RowScanner scanner = RowScanner.of(format, sink);
        int rows = 0;
        for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
            scanner.feed(data, 0, data.length);
            if (++rows % LOOK_ROWS == 0) {
                cancellation.check();
            }
        }
        scanner.end();
    }
}
