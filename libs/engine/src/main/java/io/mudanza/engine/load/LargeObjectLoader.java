package io.mudanza.engine.load;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.catalog.LargeObjects;
import io.mudanza.engine.extract.LargeObjectParts;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.tasks.Worker;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Loads large objects under the OIDs they had, one part after the other, chunks before descriptions. */
final class LargeObjectLoader {

    private final PartFeed feed;
    private final Ledger ledger;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    LargeObjectLoader(PartFeed feed, Ledger ledger, ProgressListener progress, Cancellation cancellation) {
        this.feed = feed;
        this.ledger = ledger;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    void load(Worker worker, List<Part> parts) throws EngineException, SQLException, IOException {
        progress.doing("loading large objects");
        for (String kind : List.of(LargeObjectParts.CHUNKS, LargeObjectParts.DESCRIPTIONS)) {
            for (Part part : parts) {
                if (part.table().equals(kind) && !ledger.has(part)) {
                    load(worker.connection(), part);
                }
            }
        }
    }

    private void load(Connection connection, Part part) throws EngineException, SQLException, IOException {
        PartLoader loader = new PartLoader(feed, false, cancellation);
        boolean chunks = part.table().equals(LargeObjectParts.CHUNKS);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(chunks
                    ? "CREATE TEMP TABLE mudanza_chunks (loid oid, n int4, data bytea) ON COMMIT DROP"
                    : "CREATE TEMP TABLE mudanza_descriptions (loid oid, owner text, grants text, comment text)"
                            + " ON COMMIT DROP");
            loader.copy(connection, "COPY pg_temp." + (chunks ? "mudanza_chunks" : "mudanza_descriptions")
                    + " FROM STDIN (FORMAT binary)", CopyFormat.BINARY, part,
                    sent -> progress.advanced("large objects", 0, sent));
            if (chunks) {
                // An object may go on in the next part; its first chunk made it.
                statement.execute("SELECT pg_catalog.lo_create(loid) FROM pg_temp.mudanza_chunks c WHERE n = 0"
                        + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata m WHERE m.oid = c.loid)");
                statement.execute("SELECT pg_catalog.count(pg_catalog.lo_put(loid, n::pg_catalog.int8 * "
                        + LargeObjects.CHUNK + ", data)) FROM pg_temp.mudanza_chunks WHERE pg_catalog.length(data) > 0");
            } else {
                new LargeObjectDescriptions(connection, progress).apply();
            }
        }
        ledger.write(connection, part);
        connection.commit();
        ledger.committed(part);
        progress.advanced("large objects", part.rows(), 0);
    }
}
