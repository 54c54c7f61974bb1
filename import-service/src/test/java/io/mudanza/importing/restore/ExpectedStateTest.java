package io.mudanza.importing.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.restore.DumpReport;
import io.mudanza.dumps.restore.DumpRequest;
import io.mudanza.dumps.restore.DumpRestore;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.people.MergeRecord;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.VerificationReport;
import io.mudanza.engine.verify.Verifier;
import io.mudanza.engine.verify.VerifyRequest;
import io.mudanza.platform.standin.SourceBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What VERIFY has to find behind a restore: nothing is published that differs from it. */
class ExpectedStateTest {

    private static final String DUMP = """
            -- PostgreSQL database dump
            -- Dumped from database version 15.1
            SET client_encoding = 'UTF8';
            SELECT pg_catalog.set_config('search_path', '', false);
            CREATE TABLE public.song (id integer NOT NULL, title text);
            CREATE SEQUENCE public.song_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
            ALTER SEQUENCE public.song_id_seq OWNED BY public.song.id;
            CREATE SEQUENCE public."Never used";
            COPY public.song (id, title) FROM stdin;
            1\tla
            2\tle
            \\.
            SELECT pg_catalog.setval('public.song_id_seq', 2, true);
            SELECT pg_catalog.setval('public."Never used"', 1, false);
            -- PostgreSQL database dump complete
            """;

    @TempDir
    Path folder;

    private DatabaseAddress scratch;
    private DumpReport report;

    @BeforeEach
    void restore() throws Exception {
        scratch = DatabaseAddress.parse(TestInfra.newDatabase("expected").url(), null, null);
        Path dump = Files.writeString(folder.resolve("dump.sql"), DUMP);
        try (DumpSource source = DumpSource.open(dump)) {
            DumpReport restored = new DumpRestore(ProgressListener.NONE, Cancellation.NEVER)
                    .restore(DumpRequest.of(UUID.randomUUID(), source, scratch, DumpPolicy.STRICT));
            // As it comes back from the database of the service.
            report = BundleJson.read(BundleJson.write(restored), DumpReport.class);
        }
    }

    private VerificationReport verified(MergeRecord merged) throws Exception {
        ExpectedState expected = new ExpectedState(report);
        Head head = new Head(Head.FORMAT_MAJOR, Head.FORMAT_MINOR, List.of(), UUID.randomUUID(), Instant.now(), "test", "test",
                "song", "15.1", 150001, "UTF8", null, null, null, null, 0, false, false, false, false, 0, List.of(), List.of(),
                List.of(), List.of(), List.of(), List.of());
        Manifest backup = new Manifest(head, Instant.now(), List.of(), List.of(), List.of(), List.of(), null, null);
        Manifest manifest = expected.manifest(backup, head, expected.heads(scratch), merged, false);
        return new Verifier().verify(
                VerifyRequest.full(scratch, null, null), manifest, ProgressListener.NONE, Cancellation.NEVER);
    }

    private static MergeRecord moved(SequenceState... sequences) {
        return new MergeRecord(false, "nothing to merge", null, 0, 0, 0, 0, List.of(), List.of(), List.of(sequences), List.of());
    }

    @Test
    void hasEverySequenceOfTheDump() throws Exception {
        // When
        VerificationReport verified = verified(moved());

        // Then
        assertThat(verified.tables()).allSatisfy(table -> assertThat(table.verdict()).isEqualTo(Verdict.EQUAL));
        assertThat(verified.sequences()).extracting(one -> one.sequence() + " " + one.expected() + " " + one.verdict())
                .containsExactly("public.song_id_seq 2 called EQUAL", "public.Never used 1 not called EQUAL");
    }

    @Test
    void aSequenceThatStandsElsewhereIsADifference() throws Exception {
        // Given
        SourceBundle.run(scratch, "SELECT nextval('song_id_seq')");

        // When
        VerificationReport verified = verified(moved());

        // Then
        assertThat(verified.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(verified.sequences().getFirst().found()).isEqualTo("3 called");
    }

    @Test
    void aSequenceThatTheMergeMovedStandsWhereTheMergeLeftIt() throws Exception {
        // Given
        SourceBundle.run(scratch, "ALTER SEQUENCE song_id_seq RESTART WITH 10");

        // When
        VerificationReport verified = verified(moved(new SequenceState("public", "song_id_seq", 10, false)));

        // Then
        assertThat(verified.sequences()).allSatisfy(one -> assertThat(one.verdict()).isEqualTo(Verdict.EQUAL));
    }
}
