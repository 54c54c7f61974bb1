package io.mudanza.verifying.run;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.schema.PgDump;
import io.mudanza.engine.schema.SchemaComparison;
import io.mudanza.engine.schema.SchemaDifference;
import io.mudanza.engine.schema.SchemaReader;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.engine.schema.SchemaTexts;
import io.mudanza.engine.schema.TargetRoles;
import io.mudanza.engine.verify.LargeObjectsVerdict;
import io.mudanza.engine.verify.SchemaVerdict;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.VerificationReport;
import io.mudanza.engine.verify.VerifyLevel;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.verifying.expectation.Expectation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is particular in comparing a database with the dump that it was restored from. */
final class RestoredDatabase {

    private static final Pattern OWNERS = Pattern.compile("(?m)^ALTER [^;\\n]* OWNER TO [^;\\n]*;$");

    private static final Pattern QUOTED = Pattern.compile("\"([a-z_][a-z0-9_]*)\"");

    private final PlatformSettings platform;
    private final DatabaseAddress target;

    RestoredDatabase(PlatformSettings platform, DatabaseAddress target) {
        this.platform = platform;
        this.target = target;
    }

    /** Nothing of the database was restored, so nothing of it is to be compared. */
    static VerificationReport untouched(Manifest backup) {
        return new VerificationReport(backup.head().bundleId(), VerifyLevel.FULL, List.of(), List.of(), List.of(),
                new SchemaVerdict(Verdict.EQUAL, null, List.of()), null, List.of(), null);
    }

    /** The report with the schema of the dump held against that of the database; of owners and privileges none are restored. */
    VerificationReport withSchema(VerificationReport report, Expectation expectation, Cancellation cancellation)
            throws EngineException, InterruptedException {
        return new VerificationReport(report.bundleId(), report.level(), report.tables(), report.sequences(),
                report.relations(), schema(report, expectation, cancellation), largeObjects(report.largeObjects()),
                report.notCarried(), report.evidence());
    }

    private SchemaVerdict schema(VerificationReport report, Expectation expectation, Cancellation cancellation)
            throws EngineException, InterruptedException {
        if (report.level() != VerifyLevel.FULL || expectation.manifest().head().partial()) {
            return report.schema();
        }
        if (expectation.schema() == null) {
            return new SchemaVerdict(Verdict.NOT_VERIFIED, "Every statement of the dump was run, but the schema of a dump of"
                    + " this form is not compared object by object.", List.of());
        }
        int targetMajor = major();
        int sourceMajor = expectation.manifest().head().serverVersionNumber() / 10000;
        PgDump pgDump = PgDump.find(platform.pgDump().map(Path::toString).orElse(null), targetMajor);
        SchemaTexts found = new SchemaReader(pgDump).read(target, null, SchemaSelection.ALL, cancellation);
        List<SchemaDifference> differences;
        try {
            // No role is known, so that privileges are left out on both sides.
            differences = SchemaComparison.compare(withoutOwners(expectation.schema()), withoutOwners(found),
                            new TargetRoles(Set.of(), "", false), sourceMajor == targetMajor).stream()
                    .filter(RestoredDatabase::counts)
                    .toList();
        } catch (EngineException unreadable) {
            return new SchemaVerdict(Verdict.NOT_VERIFIED, "Every statement of the dump was run, but its schema cannot be"
                    + " read as pg_dump writes it: " + unreadable.getMessage(), List.of());
        }
        if (differences.isEmpty()) {
            return new SchemaVerdict(Verdict.EQUAL, null, List.of());
        }
        boolean onlyWords = differences.stream()
                .allMatch(difference -> difference.change() == SchemaDifference.Change.DIFFERENT);
        if (sourceMajor != targetMajor && onlyWords) {
            return new SchemaVerdict(Verdict.NOT_VERIFIED, "PostgreSQL " + sourceMajor + " and " + targetMajor + " print "
                    + differences.size() + " objects in different words; compare them by eye.", differences);
        }
        return new SchemaVerdict(Verdict.DIFFERENT, differences.size() + " objects differ.", differences);
    }

    private static SchemaTexts withoutOwners(SchemaTexts texts) {
        return new SchemaTexts(plain(texts.preData()), plain(texts.postData()));
    }

    /** Our own pg_dump quotes every name, that of the stranger only those that need it. */
    private static String plain(String text) {
        return QUOTED.matcher(OWNERS.matcher(text).replaceAll("")).replaceAll("$1");
    }

    /** Rows and where sequences stand are compared elsewhere, and the schema public is the server's own. */
    private static boolean counts(SchemaDifference difference) {
        boolean rows = Set.of("TABLE DATA", "SEQUENCE SET", "BLOB", "BLOBS", "ACL", "DEFAULT ACL", "REFRESH",
                "MATERIALIZED VIEW DATA", "BLOB METADATA", "ENCODING", "STDSTRINGS", "SEARCHPATH", "DATABASE").contains(difference.kind());
        boolean ofServer = (difference.kind().equals("SCHEMA") || difference.kind().equals("COMMENT"))
                && (difference.object().equals("public") || difference.object().equals("SCHEMA public")
                        || difference.object().startsWith("EXTENSION "));
        return !rows && !ofServer;
    }

    private static LargeObjectsVerdict largeObjects(LargeObjectsVerdict verdict) {
        return verdict == null || verdict.countBefore() != verdict.countAfter() ? verdict : new LargeObjectsVerdict(
                Verdict.NOT_VERIFIED, verdict.countBefore(), verdict.countAfter(), null, null,
                "The large objects of the dump are counted; their contents are not compared.");
    }

    private int major() throws EngineException {
        Connection connection = Connections.open(target, Side.TARGET);
        try {
            return Connections.serverVersion(connection) / 10000;
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "asking for the version of the server");
        } finally {
            Connections.close(connection);
        }
    }
}
