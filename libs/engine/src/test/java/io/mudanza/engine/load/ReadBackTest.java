package io.mudanza.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.testing.Move;
import io.mudanza.engine.testing.Platforms;
import io.mudanza.engine.verify.TableVerdict;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.VerificationReport;
import io.mudanza.engine.verify.Verifier;
import io.mudanza.engine.verify.VerifyLevel;
import io.mudanza.engine.verify.VerifyRequest;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class ReadBackTest {

    @TempDir
    Path folder;

    @Test
    void whatTheLoadReadBackStandsWhereNothingWasWrittenSince() throws Exception {
        // Given
        DatabaseAddress target = Platforms.empty("read_back");
        Move move = new Move(Platforms.torture(), folder);
        Manifest manifest = move.extract();

        // When
        move.load(readingBack(target), move.feed(), Cancellation.NEVER);
        VerificationReport report = verify(target, move, manifest, true);
        VerificationReport again = verify(target, move, manifest, false);

        // Then
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.EQUAL);
        assertThat(report.evidence().tables()).isEqualTo(manifest.head().tables().size());
        assertThat(report.evidence().from()).isBeforeOrEqualTo(report.evidence().to());
        assertThat(report.tables()).allSatisfy(table -> assertThat(table.found()).isEqualTo(table.expected()));
        assertThat(again.evidence()).isNull();
        assertThat(again.tables()).isEqualTo(report.tables());
        assertThat(again.relations()).isEqualTo(report.relations());
    }

    @Test
    void whatWasWrittenAfterwardsIsFound() throws Exception {
        // Given
        DatabaseAddress target = Platforms.empty("written_since");
        Move move = new Move(Platforms.torture(), folder);
        Manifest manifest = move.extract();
        move.load(readingBack(target), move.feed(), Cancellation.NEVER);

        // When
        Platforms.execute(target, "UPDATE plain_bin SET v = 'changed' WHERE id = 777; DELETE FROM no_key WHERE ctid = '(0,1)';"
                + " SET session_replication_role = replica; INSERT INTO loose VALUES (900)");
        VerificationReport report = verify(target, move, manifest, true);

        // Then
        assertThat(report.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(report.tables()).filteredOn(table -> table.verdict() == Verdict.DIFFERENT)
                .extracting(TableVerdict::label)
                .containsExactlyInAnyOrder("public.plain_bin", "public.no_key", "public.loose");
        assertThat(report.evidence().tables()).isEqualTo(manifest.head().tables().size() - 3);
    }

    @Test
    void rowsThatWereChangedWhileTheyWereLoadedAreFound() throws Exception {
        // Given
        DatabaseAddress source = Platforms.empty("altering");
        Platforms.execute(source, "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT k, 'v' || k"
                + " FROM generate_series(1, 1000) k");
        Move move = new Move(source, folder);
        Manifest manifest = move.extract();
        DatabaseAddress target = Platforms.empty("altering_target");
        Platforms.execute(target, "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN IF NEW.id = 7 THEN NEW.v = 'spoilt'; END IF; RETURN NEW; END $$;"
                + " CREATE FUNCTION catch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT FROM"
                + " pg_event_trigger_ddl_commands() WHERE object_identity = 'public.t' AND command_tag = 'CREATE TABLE')"
                + " THEN CREATE TRIGGER spoil BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.spoil();"
                + " END IF; END $$;"
                + " CREATE EVENT TRIGGER catch ON ddl_command_end EXECUTE FUNCTION catch()");

        // When
        move.load(readingBack(target), move.feed(), Cancellation.NEVER);
        VerificationReport report = verify(target, move, manifest, true);

        // Then
        assertThat(report.tables()).singleElement().satisfies(table -> {
            assertThat(table.verdict()).isEqualTo(Verdict.DIFFERENT);
            assertThat(table.differences()).singleElement()
                    .satisfies(difference -> assertThat(difference.key()).isEqualTo("id=7"));
        });
    }

    @Test
    void aLoadThatWasInterruptedCountsNoTableThatItDidNotReadToItsEnd() throws Exception {
        // Given
        DatabaseAddress target = Platforms.empty("read_back_resumed");
        Move move = new Move(Platforms.torture(), folder);
        Manifest manifest = move.extract();
        for (int after : new int[] {60, 150, 400, 900}) {
            AtomicInteger asked = new AtomicInteger();
            try {
                move.load(readingBack(target), move.feed(), () -> asked.incrementAndGet() > after);
            } catch (EngineException e) {
                assertThat(e.code()).isEqualTo(EngineException.Code.CANCELLED);
                continue;
            }
            break;
        }

        // When
        move.load(readingBack(target), move.feed(), Cancellation.NEVER);
        VerificationReport report = verify(target, move, manifest, true);

        // Then
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.EQUAL);
        assertThat(report.evidence().tables()).isEqualTo(manifest.head().tables().size());
    }

    @Test
    void anIndexThatCannotBeBuiltEndsTheLoad() throws Exception {
        // Given
        DatabaseAddress source = Platforms.empty("twice");
        Platforms.execute(source, "CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1);"
                + " CREATE TABLE u (id int PRIMARY KEY); INSERT INTO u SELECT generate_series(1, 1000)");
        Move move = new Move(source, folder);
        move.extract();
        DatabaseAddress target = Platforms.empty("twice_target");
        Platforms.execute(target, "CREATE FUNCTION catch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS"
                + " (SELECT WHERE to_regclass('public.u_pkey') IS NOT NULL)"
                + " THEN RAISE 'no index today'; END IF; END $$;"
                + " CREATE EVENT TRIGGER catch ON ddl_command_end EXECUTE FUNCTION catch()");

        // When // Then
        assertThatThrownBy(() -> move.load(readingBack(target), move.feed(), Cancellation.NEVER))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.code()).isEqualTo(EngineException.Code.SCHEMA_REJECTED);
                    assertThat(e.getMessage()).contains("u_pkey", "no index today");
                });
    }

    private static LoadRequest readingBack(DatabaseAddress target) {
        return new LoadRequest(target, 2, null, null, true);
    }

    private static VerificationReport verify(DatabaseAddress target, Move move, Manifest manifest, boolean afterLoad)
            throws Exception {
        return new Verifier().verify(
                new VerifyRequest(target, VerifyLevel.FULL, 2, move.schema(manifest), null, move.rows(manifest),
                        VerifyRequest.KEYS, afterLoad),
                manifest, ProgressListener.NONE, Cancellation.NEVER);
    }
}
