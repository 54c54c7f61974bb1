package io.mudanza.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.testing.Move;
import io.mudanza.engine.testing.Platforms;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.VerificationReport;
import io.mudanza.engine.verify.Verifier;
import io.mudanza.engine.verify.VerifyRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that dump and restore by hand stumble over. */
class OddObjectsTest {

    @TempDir
    Path folder;

    @Test
    void movesWhatDependsOnFunctionsThatNameNoSchema() throws Exception {
        moves("""
                CREATE FUNCTION mark(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT t || '!'$$;
                CREATE FUNCTION low(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT lower(mark(t))$$;
                CREATE FUNCTION low_too(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN mark(t); END$$;
                CREATE TABLE odd (t text, g text GENERATED ALWAYS AS (low(t)) STORED, CHECK (low_too(t) <> 'x'));
                INSERT INTO odd VALUES ('A'), (NULL), ('b');
                CREATE INDEX odd_low ON odd (low(t));
                CREATE INDEX odd_low_too ON odd (low_too(t));
                CREATE STATISTICS odd_statistics ON low_too(t), t FROM odd;
                CREATE MATERIALIZED VIEW seen AS SELECT low_too(t) FROM odd;
                """);
    }

    @Test
    void movesCommentsOfPublicationsAndMappingsOfEverybody() throws Exception {
        moves("""
                CREATE TABLE t (a int PRIMARY KEY);
                CREATE PUBLICATION news FOR TABLE t; COMMENT ON PUBLICATION news IS 'said';
                CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER far FOREIGN DATA WRAPPER nothing;
                CREATE USER MAPPING FOR public SERVER far OPTIONS (x 'y');
                """);
    }

    @Test
    void movesPrivilegesThatAnotherThanTheOwnerGranted() throws Exception {
        moves("""
                DO $$ BEGIN
                  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'odd_giver') THEN
                    CREATE ROLE odd_giver; CREATE ROLE odd_taker;
                  END IF;
                END $$;
                CREATE TABLE t (a int, b int);
                GRANT SELECT (a) ON t TO odd_giver WITH GRANT OPTION; GRANT USAGE ON SCHEMA public TO odd_giver;
                SET ROLE odd_giver; GRANT SELECT (a) ON t TO odd_taker; RESET ROLE;
                """);
    }

    private void moves(String sql) throws Exception {
        // Given
        DatabaseAddress source = Platforms.empty("odd");
        DatabaseAddress target = Platforms.empty("odd_target");
        Platforms.execute(source, sql);
        Move move = new Move(source, folder);

        // When
        Manifest manifest = move.extract();
        LoadSummary summary = move.load(target);
        VerificationReport report = new Verifier().verify(
                VerifyRequest.full(target, move.schema(manifest), move.rows(manifest)), manifest,
                ProgressListener.NONE, Cancellation.NEVER);
        Loader.removeLedger(target);

        // Then
        assertThat(summary.schema().skipped()).isEmpty();
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.EQUAL);
        assertThat(Platforms.dump(target)).isEqualTo(Platforms.dump(source));
    }
}
