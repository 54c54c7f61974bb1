package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the schema of a database: pg_dump, the chosen tables, and which materialised views are populated. */
public final class SchemaReader {

    private final PgDump pgDump;

    public SchemaReader(PgDump pgDump) {
        this.pgDump = pgDump;
    }

    /**
     * Reads both sections under one snapshot. Schemas named {@code _mudanza*} are never part of it.
     *
     * @param snapshot  exported snapshot to join; null to read on its own
     */
    public SchemaTexts read(
            DatabaseAddress address, String snapshot, SchemaSelection selection, Cancellation cancellation)
            throws EngineException, InterruptedException {
        LeftOut leftOut = LeftOut.of(address, snapshot, selection);
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> postData = both.submit(() ->
                    pgDump.dump(address, SchemaSection.POST_DATA, snapshot, leftOut.relations(), cancellation));
            try {
                String preData =
                        pgDump.dump(address, SchemaSection.PRE_DATA, snapshot, leftOut.relations(), cancellation);
                return leftOut.complete(preData, postData.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof EngineException known ? known : new EngineException(
                        EngineException.Code.INTERNAL_ERROR, "Reading the schema failed: " + e.getCause(),
                        e.getCause());
            } finally {
                postData.cancel(true);
            }
        }
    }
}
