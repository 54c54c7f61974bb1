package io.mudanza.dumps.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.dumps.DumpFormat;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.inspect.DumpInspection;
import io.mudanza.dumps.inspect.DumpInspector;
import io.mudanza.dumps.inspect.InspectionDepth;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.dumps.testing.Dumped;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format that the pg_dump of this machine writes, of a schema with everything. */
@Timeout(300)
class FormatsTest {

    @TempDir
    static Path folder;

    private static DatabaseAddress source;
    private static String text;

    @BeforeAll
    static void makeEverything() throws Exception {
        source = Dumped.everything();
        text = Dumped.text(source);
    }

    static List<List<String>> ways() {
        return List.of(
                List.of("-Fp"), List.of("-Fp", "-C", "--clean", "--if-exists"), List.of("-Fp", "--inserts"),
                List.of("-Fp", "--column-inserts", "--rows-per-insert=7"),
                List.of("-Fp", "--disable-triggers", "--use-set-session-authorization"),
                List.of("-Fc"), List.of("-Fc", "-Z0"), List.of("-Fc", "-Z9", "--inserts"),
                List.of("-Fd", "-j2"), List.of("-Fd", "-Z0"), List.of("-Ft"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatTheDumpHeldIsWhatTheDatabaseHolds(List<String> arguments) throws Exception {
        // Given
        Path dump = Dumped.dump(source, folder.resolve("d" + Math.abs(arguments.hashCode())), arguments.toArray(String[]::new));
        DatabaseAddress scratch = Dumped.empty("restored");
        DumpInspection inspection = new DumpInspector(DumpPolicy.STRICT, DumpLimits.DEFAULT)
                .inspect(DumpSource.open(dump), InspectionDepth.WHOLE, 15, Cancellation.NEVER);

        // When
        DumpReport report = Dumped.restore(dump, scratch);

        // Then
        assertThat(inspection.problems()).isEmpty();
        assertThat(inspection.rows()).isEqualTo(report.rows());
        // Where rows are INSERT statements an empty table may show nowhere.
        assertThat(inspection.tables().stream().filter(table -> table.rows() != 0).map(table -> table.name()))
                .containsExactlyInAnyOrderElementsOf(report.tables().stream()
                        .filter(table -> table.rowsInDump() != 0 && !table.name().equals("pg_largeobject"))
                        .map(table -> table.name()).toList());
        assertThat(report.tables()).allSatisfy(table -> assertThat(table.equal()).as(table.toString()).isTrue());
        assertThat(report.equal()).isTrue();
        assertThat(report.largeObjects()).isEqualTo(3);
        assertThat(Dumped.text(scratch)).isEqualTo(text);
        assertThat(report.restoredBy()).isEqualTo(RestoredBy.THROW_AWAY_ROLE);
        assertThat(Dumped.roles(scratch)).isEmpty();
        assertThat(Dumped.one(scratch, "SELECT relowner::regrole::text FROM pg_class WHERE relname = 'main'"))
                .isEqualTo("postgres");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aStreamIsReadLikeAFile(List<String> arguments) throws Exception {
        if (arguments.getFirst().equals("-Fd")) {
            return;
        }
        // Given
        Path dump = Dumped.dump(source, folder.resolve("s" + Math.abs(arguments.hashCode())), arguments.toArray(String[]::new));
        DatabaseAddress scratch = Dumped.empty("streamed");

        // When
        DumpReport report;
        try (DumpSource stream = DumpSource.open(java.nio.file.Files.newInputStream(dump), "stream")) {
            report = Dumped.restore(stream, scratch, DumpPolicy.STRICT);
        }

        // Then
        assertThat(report.equal()).isTrue();
        assertThat(Dumped.text(scratch)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theHeadSaysWhatItIs(List<String> arguments) throws Exception {
        // Given
        Path dump = Dumped.dump(source, folder.resolve("h" + Math.abs(arguments.hashCode())), arguments.toArray(String[]::new));

        // When
        DumpInspection head = new DumpInspector(DumpPolicy.STRICT, DumpLimits.DEFAULT)
                .inspect(DumpSource.open(dump), InspectionDepth.HEAD, 15, Cancellation.NEVER);

        // Then
        assertThat(head.usable()).as(head.problems().toString()).isTrue();
        assertThat(head.databaseMajor()).isEqualTo(15);
        assertThat(head.encoding()).isEqualTo("UTF8");
        assertThat(head.hasSchema()).isTrue();
        assertThat(head.hasData()).isTrue();
        assertThat(head.format()).isEqualTo(switch (arguments.getFirst()) {
            case "-Fc" -> DumpFormat.CUSTOM;
            case "-Fd" -> DumpFormat.DIRECTORY;
            case "-Ft" -> DumpFormat.TAR;
            default -> DumpFormat.PLAIN;
        });
    }
}
