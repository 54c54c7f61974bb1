package io.mudanza.engine.preflight;

import io.mudanza.bundle.manifest.Head;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.Maintenance;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.schema.PgDump;
import java.sql.Connection;
import java.sql.SQLException;

/** Compares the rights, room and objects of a target with the bundle to come. Everything is found at once. */
public final class Preflight {

    /**
     * Checks a target; creates and changes nothing.
     *
     * @return all findings; only a target that cannot be reached at all is thrown
     * @throws EngineException DATABASE_UNREACHABLE, SERVER_TOO_OLD
     */
    public PreflightReport check(PreflightRequest request, Head head) throws EngineException, InterruptedException {
        Findings findings = new Findings();
        Connection connection = Connections.open(request.target(), Side.TARGET);
        try {
            TargetFacts facts = TargetFacts.read(connection, request);
            new ServerChecks(request, head, facts, findings).run(connection);
            new ObjectChecks(request, head, facts, findings).run(connection);
            new ModeCheck(request, facts, findings).run(connection);
            program(request, facts, findings);
            maintenance(request, findings);
            findings.notCarried.addAll(0, head.notCarried());
            return findings.report(head, facts);
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "checking the target");
        } finally {
            Connections.close(connection);
        }
    }

    private static void program(PreflightRequest request, TargetFacts facts, Findings findings)
            throws InterruptedException {
        try {
            PgDump.find(request.pgDump(), facts.version() / 10000);
        } catch (EngineException e) {
            findings.error(e.code(), e.getMessage());
        }
    }

    private static void maintenance(PreflightRequest request, Findings findings) {
        try {
            Maintenance.open(request.target()).close();
        } catch (EngineException e) {
            findings.error(e.code(), e.getMessage());
        }
    }
}
