package io.mudanza.dumps.inspect;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.source.DumpReader;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;

/** Looks at dumps; needs no database. What is wrong with a dump is in the answer, not in an exception. */
public final class DumpInspector {

    private final DumpPolicy policy;
    private final DumpLimits limits;

    public DumpInspector(DumpPolicy policy, DumpLimits limits) {
        this.policy = policy;
        this.limits = limits;
    }

    /**
     * Looks at a dump.
     *
     * @param serverMajor major version of the server that should take it, 15; 0 when it does not matter
     * @throws EngineException CANCELLED
     * @throws IOException     when the disk or the stream fails, not when the dump is bad
     */
    public DumpInspection inspect(
            DumpSource source, InspectionDepth depth, int serverMajor, Cancellation cancellation)
            throws EngineException, IOException {
        Findings findings = new Findings(source.name(), depth, policy);
        try (DumpReader reader = source.read(limits)) {
            findings.reading(reader);
            findings.readAll(cancellation);
        } catch (DumpException e) {
            findings.problem(e.code(), e.getMessage());
        }
        return findings.inspection(serverMajor);
    }
}
