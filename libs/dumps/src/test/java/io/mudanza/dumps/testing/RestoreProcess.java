package io.mudanza.dumps.testing;

import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.restore.DumpReport;
import io.mudanza.dumps.restore.DumpRequest;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.engine.connect.DatabaseAddress;
import java.nio.file.Path;
import java.util.UUID;

/** A restore in a process of its own, which may be killed. */
public final class RestoreProcess {

    private RestoreProcess() {}

    /** @param arguments job, dump, address of the scratch database */
    public static void main(String[] arguments) throws Exception {
        DumpReport report = Dumped.restore(DumpRequest.of(UUID.fromString(arguments[0]),
                DumpSource.open(Path.of(arguments[1])), DatabaseAddress.parse(arguments[2], null, null), DumpPolicy.STRICT));
        System.exit(report.equal() ? 0 : 1);
    }
}
