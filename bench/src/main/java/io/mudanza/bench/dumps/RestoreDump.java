package io.mudanza.bench.dumps;

import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.restore.DumpReport;
import io.mudanza.dumps.restore.DumpRequest;
import io.mudanza.dumps.restore.DumpRestore;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** Restores one dump into one empty database, compared; ends with 1 when what it holds is not what the dump held. */
public final class RestoreDump {

    private RestoreDump() {}

    /** @param arguments the dump, then the address of the database */
    public static void main(String[] arguments) throws IOException, EngineException, InterruptedException {
        DumpReport report;
        try (DumpSource source = DumpSource.open(Path.of(arguments[0]))) {
            report = new DumpRestore(ProgressListener.NONE, Cancellation.NEVER).restore(DumpRequest.of(
                    UUID.randomUUID(), source, DatabaseAddress.parse(arguments[1], null, null), DumpPolicy.STRICT));
        }
        System.out.println("rows " + report.rows() + ", bytes " + report.bytes() + ", equal " + report.equal()
                + ", left out " + report.skipped().size());
        System.exit(report.equal() ? 0 : 1);
    }
}
