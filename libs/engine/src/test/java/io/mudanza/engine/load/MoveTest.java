package io.mudanza.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.testing.Move;
import io.mudanza.engine.testing.Platforms;
import io.mudanza.engine.verify.TableVerdict;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.VerificationReport;
import io.mudanza.engine.verify.Verifier;
import io.mudanza.engine.verify.VerifyRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveTest {

    @TempDir
    Path folder;

    @Test
    void movesEveryKindOfObjectSoThatBothDumpsAreEqual() throws Exception {
        // Given
        DatabaseAddress source = Platforms.torture();
        DatabaseAddress target = Platforms.empty("moved");
        Move move = new Move(source, folder);

        // When
        Manifest manifest = move.extract();
        LoadSummary summary = move.load(target);
        VerificationReport report = new Verifier().verify(
                VerifyRequest.full(target, move.schema(manifest), move.rows(manifest)), manifest,
                ProgressListener.NONE, Cancellation.NEVER);

        // Then
        assertThat(summary.rows()).isEqualTo(manifest.rows());
        assertThat(report.tables()).allSatisfy(table -> assertThat(table.verdict()).as(table.toString()).isEqualTo(Verdict.EQUAL));
        assertThat(report.sequences()).allMatch(sequence -> sequence.verdict() == Verdict.EQUAL);
        assertThat(report.schema().differences()).isEmpty();
        assertThat(report.largeObjects().verdict()).as(report.largeObjects().toString()).isEqualTo(Verdict.EQUAL);
        assertThat(report.relations()).filteredOn(relation -> relation.name().endsWith("loose_p"))
                .singleElement().satisfies(relation -> {
                    assertThat(relation.orphans()).isEqualTo(1);
                    assertThat(relation.reason()).startsWith("1 rows point to nothing, as at the source");
                });
        assertThat(report.relations()).isNotEmpty().allMatch(relation -> relation.verdict() == Verdict.EQUAL);
        assertThat(report.verdict()).isEqualTo(Verdict.EQUAL);
        Loader.removeLedger(target);
        List<String> before = Platforms.dump(source);
        List<String> after = Platforms.dump(target);
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).equals(before.get(i))).as("line %d: %.200s | %.200s", i, before.get(i), after.get(i)).isTrue();
        }
        assertThat(manifest.parts()).extracting(Part::kind).contains(PartKind.SCHEMA, PartKind.ROWS, PartKind.LARGE_OBJECTS);
    }

    @Test
    void namesTheRowsThatDiffer() throws Exception {
        // Given
        DatabaseAddress target = Platforms.empty("differs");
        Move move = new Move(Platforms.torture(), folder);
        Manifest manifest = move.extract();
        move.load(target);
        Platforms.execute(target, "UPDATE plain_bin SET v = 'changed' WHERE id = 777; DELETE FROM plain_bin WHERE id = 4;"
                + " INSERT INTO plain_bin (id) VALUES (-1); UPDATE no_key SET b = 'other' WHERE ctid = '(0,1)';"
                + " UPDATE \"select\".\"table\" SET b = 77 WHERE a = 5; SELECT setval('untouched', 5);"
                + " DELETE FROM booked WHERE id = 3; INSERT INTO loose VALUES (900)");

        // When
        VerificationReport report = new Verifier().verify(
                VerifyRequest.full(target, move.schema(manifest), move.rows(manifest)), manifest,
                ProgressListener.NONE, Cancellation.NEVER);

        // Then
        assertThat(report.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(report.tables()).filteredOn(table -> table.verdict() == Verdict.DIFFERENT)
                .extracting(TableVerdict::label)
                .containsExactlyInAnyOrder("public.plain_bin", "public.no_key", "select.table", "public.booked",
                        "public.loose");
        assertThat(differences(report, "public.plain_bin")).containsExactlyInAnyOrder("EXTRA id=-1", "MISSING id=4", "CHANGED id=777");
        assertThat(differences(report, "select.table")).containsExactlyInAnyOrder("MISSING a=5, b=2", "EXTRA a=5, b=77");
        assertThat(differences(report, "public.booked")).containsExactly("MISSING id=3");
        assertThat(differences(report, "public.no_key")).hasSize(2);
        assertThat(report.relations()).filteredOn(relation -> relation.name().endsWith("loose_p"))
                .singleElement().satisfies(relation -> assertThat(relation.verdict()).isEqualTo(Verdict.NOT_VERIFIED));
        assertThat(report.sequences()).filteredOn(sequence -> sequence.verdict() == Verdict.DIFFERENT)
                .singleElement().satisfies(sequence -> assertThat(sequence.found()).isEqualTo("5 called"));
    }

    private static List<String> differences(VerificationReport report, String table) {
        return report.tables().stream().filter(one -> one.label().equals(table)).findFirst().orElseThrow()
                .differences().stream().map(difference -> difference.kind() + " " + difference.key()).toList();
    }
}
