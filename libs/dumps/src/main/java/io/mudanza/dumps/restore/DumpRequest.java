package io.mudanza.dumps.restore;

import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.engine.connect.DatabaseAddress;
import java.util.UUID;

/**
 * What to restore and where.
 *
 * @param job         identity of the job; names the throw-away role, so that what a crash left behind is found again
 * @param source      the dump; read once, from its beginning
 * @param scratch     an empty database of the caller's own, with the role that shall own it in the end
 * @param selection   which tables
 * @param policy      what is permitted
 * @param limits      how far it may go
 * @param workers     parallel connections, at least 1
 * @param readBack    whether every table is read back and compared; without it no table is called equal
 * @param requireData whether a dump without a single row is refused
 */
public record DumpRequest(
        UUID job,
        DumpSource source,
        DatabaseAddress scratch,
        DumpSelection selection,
        DumpPolicy policy,
        DumpLimits limits,
        int workers,
        boolean readBack,
        boolean requireData) {

    /** Everything, compared, with the default limits and two workers. */
    public static DumpRequest of(UUID job, DumpSource source, DatabaseAddress scratch, DumpPolicy policy) {
        return new DumpRequest(
                job, source, scratch, DumpSelection.ALL, policy, DumpLimits.DEFAULT, 2, true, true);
    }
}
