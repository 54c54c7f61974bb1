package io.mudanza.engine.extract;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.catalog.LargeObjects;
import io.mudanza.engine.plan.CopyReader;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Writes large objects as rows of their chunks, and their owners, grants and comments as rows of their own. */
public final class LargeObjectParts {

    /** Stands for the id of a table in the parts of chunks. */
    public static final String CHUNKS = "chunks";

    /** Stands for the id of a table in the parts of owners, grants and comments. */
    public static final String DESCRIPTIONS = "descriptions";

    private static final int BATCH = 500;

    private final PartStore store;
    private final SealedParts sealed;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    LargeObjectParts(PartStore store, SealedParts sealed, ProgressListener progress, Cancellation cancellation) {
        this.store = store;
        this.sealed = sealed;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    void read(Connection connection) throws SQLException, IOException, EngineException {
        progress.doing("reading large objects");
        try (RowParts chunks = rows(CHUNKS);
                RowParts descriptions = rows(DESCRIPTIONS);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(BATCH * 20);
            try (ResultSet oids = statement.executeQuery(LargeObjects.oids())) {
                List<String> batches = batches(oids);
                for (String batch : batches) {
                    cancellation.check();
                    CopyReader.read(connection, LargeObjects.chunks(batch), CopyFormat.BINARY, chunks, cancellation);
                    CopyReader.read(connection, LargeObjects.descriptions(batch), CopyFormat.BINARY, descriptions, cancellation);
                }
            }
            chunks.end();
            descriptions.end();
        }
    }

    private RowParts rows(String id) {
        return new RowParts(sealed, store, PartKind.LARGE_OBJECTS, id, "large objects", CopyFormat.BINARY, progress);
    }

    /** Lists of OIDs, as they stand in an array. */
    public static List<String> batches(ResultSet oids) throws SQLException {
        List<String> batches = new ArrayList<>();
        StringJoiner batch = new StringJoiner(",");
        int size = 0;
        while (oids.next()) {
            batch.add(Long.toString(oids.getLong(1)));
            if (++size == BATCH) {
                batches.add(batch.toString());
                batch = new StringJoiner(",");
                size = 0;
            }
        }
        if (size > 0) {
            batches.add(batch.toString());
        }
        return batches;
    }
}
