package io.mudanza.engine.load;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Loads a part for the process that leads the load. */
public final class AssistedLoad {

    private AssistedLoad() {}

    /** Opens the stored bytes of a part. */
    @FunctionalInterface
    public interface Bytes {
        InputStream open(Part part) throws IOException;
    }

    /**
     * Loads the part of a piece, unless the target has it. The connection is named by the mark, so that the leader can end
     * what is left of it, and closed in any case: nothing may be open in a database that is about to be published.
     *
     * @param content what the leader wrote
     * @param server  the target's server; the database is the one of the piece
     * @param mark    name of the session
     * @return what the leader reads in {@link LoadRequest#assistants()}: empty JSON, because the target's ledger says it all
     * @throws EngineException when the part is not in the target afterwards
     */
    public static String load(
            String content, DatabaseAddress server, String mark, Bytes bytes, Cancellation cancellation)
            throws EngineException, InterruptedException {
        LoadPiece piece;
        try {
            piece = BundleJson.read(content, LoadPiece.class);
        } catch (BundleException e) {
            throw EngineException.of(e);
        }
        try (WorkerGroup group = new WorkerGroup(Side.TARGET, "loading", cancellation)) {
            group.start("piece", () -> load(group, piece, server.withDatabase(piece.database()), mark, bytes, cancellation));
            group.await();
        }
        return "{}";
    }

    private static void load(
            WorkerGroup group, LoadPiece piece, DatabaseAddress target, String mark, Bytes bytes,
            Cancellation cancellation) throws EngineException, SQLException, IOException {
        Connection connection = group.open(target);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET application_name = " + Sql.text(mark) + "; SET search_path = public");
        }
        connection.setAutoCommit(false);
        Ledger ledger = Ledger.of(piece.bundle());
        if (!ledger.find(connection, piece.part())) {
            PartLoader loader = new PartLoader(new OnePart(bytes), piece.readBack(), cancellation);
            if (!PartCommit.of(connection, ledger, loader, piece.table(), piece.part(), sent -> {}, "piece")) {
                ledger.find(connection, piece.part());
            }
        }
        connection.rollback();
        group.close(connection);
    }

    /** What a loader asks for bytes. */
    private record OnePart(Bytes bytes) implements PartFeed {
        @Override
        public FeedLine next() {
            return null;
        }

        @Override
        public InputStream open(Part part) throws IOException {
            return bytes.open(part);
        }

        @Override
        public void close() {
            // The stream of the part is closed by who reads it.
        }
    }
}
