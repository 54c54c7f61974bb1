package io.mudanza.engine.verify;

import io.mudanza.bundle.manifest.Head;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.extract.Snapshot;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.schema.PgDump;
import io.mudanza.engine.schema.SchemaComparison;
import io.mudanza.engine.schema.SchemaDifference;
import io.mudanza.engine.schema.SchemaDifference.Change;
import io.mudanza.engine.schema.SchemaReader;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.engine.schema.SchemaTexts;
import io.mudanza.engine.schema.TargetRoles;
import java.sql.SQLException;
import java.util.List;

/** Compares the schema that the bundle carries with the one that the target has. */
final class SchemaCheck {

    private SchemaCheck() {}

    static SchemaVerdict check(VerifyRequest request, Head head, Snapshot snapshot, Cancellation cancellation)
            throws EngineException, InterruptedException, SQLException {
        if (request.level() != VerifyLevel.FULL || request.expectedSchema() == null) {
            return SchemaVerdict.notVerified("The schemas were not compared.");
        }
        if (head.partial()) {
            return SchemaVerdict.notVerified("Only a selection of tables moved.");
        }
        int targetMajor = Connections.serverVersion(snapshot.keeper()) / 10000;
        int sourceMajor = head.serverVersionNumber() / 10000;
        PgDump pgDump = PgDump.find(request.pgDump(), targetMajor);
        SchemaTexts found =
                new SchemaReader(pgDump).read(request.target(), snapshot.id(), SchemaSelection.ALL, cancellation);
        return verdict(
                SchemaComparison.compare(
                        request.expectedSchema(),
                        found,
                        TargetRoles.read(request.target()),
                        sourceMajor == targetMajor),
                sourceMajor,
                targetMajor);
    }

    /**
     * Servers of different majors print the same object in different words, so another wording proves nothing there; an
     * object that is missing or too many does.
     */
    static SchemaVerdict verdict(List<SchemaDifference> differences, int sourceMajor, int targetMajor) {
        if (differences.isEmpty()) {
            return new SchemaVerdict(Verdict.EQUAL, null, List.of());
        }
        boolean onlyWords = differences.stream().allMatch(difference -> difference.change() == Change.DIFFERENT);
        if (sourceMajor != targetMajor && onlyWords) {
            return new SchemaVerdict(
                    Verdict.NOT_VERIFIED,
                    "PostgreSQL " + sourceMajor + " and " + targetMajor + " print " + differences.size()
                            + " objects in different words; compare them by eye.",
                    differences);
        }
        return new SchemaVerdict(Verdict.DIFFERENT, differences.size() + " objects differ.", differences);
    }
}
