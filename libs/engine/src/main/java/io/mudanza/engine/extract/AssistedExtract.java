package io.mudanza.engine.extract;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.TableTotal;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.plan.Piece;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** Reads a piece of a table for the process that leads an extract, under its snapshot. */
public final class AssistedExtract {

    private AssistedExtract() {}

    /**
     * Reads the piece into parts of its own names; only the leader announces them.
     *
     * @param content what the leader wrote
     * @param mark    name of the session
     * @param number  of the piece: no other has it
     * @param store   of the leader's attempt
     * @param sealed  hears of each part when it is there
     * @return what the leader reads
     * @throws EngineException SOURCE_LOST when the leader, and with it the snapshot, is gone
     */
    public static String read(
            String content, DatabaseAddress source, String mark, long number, PartStore store, Consumer<Part> sealed,
            Cancellation cancellation) throws EngineException, InterruptedException {
        LentPiece piece;
        try {
            piece = BundleJson.read(content, LentPiece.class);
        } catch (BundleException e) {
            throw EngineException.of(e);
        }
        SealedParts parts = new SealedParts(line -> {
            if (line instanceof FeedLine.Sealed one) {
                sealed.accept(one.part());
            }
        }, "p" + number + "-");
        try (WorkerGroup group = new WorkerGroup(Side.SOURCE, "reading the source", cancellation)) {
            group.start("piece", () -> read(group, piece, source, mark, store, parts, cancellation));
            group.await();
        }
        TableTotal total = parts.total(piece.table().id());
        return BundleJson.write(new LentPiece.Read(parts.parts(), total.plainBytes(), total.digest()));
    }

    private static void read(
            WorkerGroup group, LentPiece piece, DatabaseAddress source, String mark, PartStore store, SealedParts parts,
            Cancellation cancellation) throws EngineException, SQLException, IOException {
        Connection connection = group.open(source);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET application_name = " + Sql.text(mark));
        }
        Snapshot.join(connection, piece.snapshot());
        try (TableReader reader = new TableReader(
                connection, piece.digestOnly() ? null : store, parts, ProgressListener.NONE, cancellation)) {
            reader.read(new Piece(piece.table(), piece.fromBlock(), piece.toBlock(), piece.bytes()));
            reader.end();
        }
        group.close(connection);
    }

    /** Bytes that the parts of a piece take as they are stored. */
    public static long storedBytes(String result) throws BundleException {
        return BundleJson.read(result, LentPiece.Read.class).parts().stream().mapToLong(Part::storedBytes).sum();
    }
}
