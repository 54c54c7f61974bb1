package io.mudanza.engine.load;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.DigestSink;
import io.mudanza.bundle.digest.RowScanner;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.bundle.store.PassingPart;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams one part into COPY and checks it on the way. The caller commits, or closes the connection. */
final class PartLoader {

    private static final int BUFFER = 256 << 10;

    private final PartFeed feed;
    private final boolean readBack;
    private final Cancellation cancellation;
    private final byte[] buffer = new byte[BUFFER];

    /**
     * One for each worker.
     *
     * @param readBack whether the rows will be read back from the target and compared. Their digest on the way in would
     *                 tell nothing more then: the SHA-256 of what is stored is checked either way
     */
    PartLoader(PartFeed feed, boolean readBack, Cancellation cancellation) {
        this.feed = feed;
        this.readBack = readBack;
        this.cancellation = cancellation;
    }

    /** Hears of bytes as they go in. */
    @FunctionalInterface
    interface Bytes {
        void sent(int bytes);
    }

    /**
     * Sends all rows.
     *
     * @throws BundleException BUNDLE_PART_CORRUPT when the bytes are not those that were announced
     */
    void copy(Connection connection, String statement, CopyFormat format, Part part, Bytes told)
            throws SQLException, IOException, EngineException {
        DigestAccumulator digest = new DigestAccumulator();
        RowScanner scanner = RowScanner.of(format, new DigestSink(digest));
        InputStream stored = feed.open(part);
        // Bytes that never left this process had their digest taken when they were written.
        boolean digested = !readBack && !(stored instanceof PassingPart);
        CopyIn copy;
        try {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        } catch (SQLException e) {
            stored.close();
            throw e;
        }
        try (PartReader plain = new PartReader(part, stored)) {
            for (int got = plain.read(buffer); got >= 0; got = plain.read(buffer)) {
                cancellation.check();
                if (digested) {
                    scanner.feed(buffer, 0, got);
                }
                copy.writeToCopy(buffer, 0, got);
                told.sent(got);
            }
            if (digested) {
                scanner.end();
                if (!digest.digest().equals(part.digest())) {
                    throw corrupt(part);
                }
            }
            if (copy.endCopy() != part.rows()) {
                throw corrupt(part);
            }
        } finally {
            if (copy.isActive()) {
                cancel(copy);
            }
        }
    }

    private static BundleException corrupt(Part part) {
        return new BundleException(BundleException.Code.BUNDLE_PART_CORRUPT,
                "The rows of the part " + part.name() + " are not those that were announced. Fetch it again.");
    }

    /** The connection is closed afterwards anyway; this only spares the server's log a broken pipe. */
    private static void cancel(CopyIn copy) {
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            // The failure that led here is the one that is told.
        }
    }
}
