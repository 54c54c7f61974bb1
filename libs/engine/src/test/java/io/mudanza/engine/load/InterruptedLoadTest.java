package io.mudanza.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.testing.Move;
import io.mudanza.engine.testing.Platforms;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.Verifier;
import io.mudanza.engine.verify.VerifyRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class InterruptedLoadTest {

    @TempDir
    Path folder;

    @Test
    void goesOnFromItsLastPartWhereverItWasStopped() throws Exception {
        // Given
        Move move = new Move(Platforms.torture(), folder);
        Manifest manifest = move.extract();
        DatabaseAddress target = Platforms.empty("resumed");
        long rowParts = manifest.parts().stream().filter(part -> part.kind() == PartKind.ROWS).count();

        // When
        for (int after : new int[] {1, 5, 9, 20}) {
            assertThatThrownBy(() -> move.load(LoadRequest.of(target), new Breaking(move.feed(), after), Cancellation.NEVER))
                    .isInstanceOf(EngineException.class);
        }
        LoadSummary summary = move.load(target);

        // Then
        assertThat(summary.partsSkipped()).isPositive();
        assertThat(summary.partsLoaded() + summary.partsSkipped()).isEqualTo((int) rowParts);
        assertThat(verdictOfTables(target, move, manifest)).containsOnly(Verdict.EQUAL);
    }

    @Test
    void goesOnAndTidiesUpWhereEventTriggersForbidAnyChangeOfTheSchema() throws Exception {
        // Given
        DatabaseAddress source = Platforms.empty("frozen");
        Platforms.execute(source, "CREATE TABLE t (a int); INSERT INTO t VALUES (1);"
                + " CREATE FUNCTION no() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''frozen''; END';"
                + " CREATE EVENT TRIGGER frozen ON ddl_command_start EXECUTE FUNCTION no()");
        Move move = new Move(source, folder);
        Manifest manifest = move.extract();
        DatabaseAddress target = Platforms.empty("frozen_target");
        move.load(target);

        // When
        LoadSummary again = move.load(target);
        Loader.removeLedger(target);
        Loader.removeLedger(target);

        // Then
        assertThat(again.partsLoaded()).isZero();
        assertThat(verdictOfTables(target, move, manifest)).containsOnly(Verdict.EQUAL);
        assertThat(Platforms.dump(target)).isEqualTo(Platforms.dump(source));
    }

    @Test
    void survivesLosingItsConnections() throws Exception {
        // Given
        Move move = new Move(Platforms.torture(), folder);
        Manifest manifest = move.extract();
        DatabaseAddress target = Platforms.empty("cut_off");
        AtomicInteger opened = new AtomicInteger();
        PartFeed cutting = new Altered(move.feed(), line -> line) {
            @Override
            public InputStream open(Part part) throws IOException {
                if (opened.incrementAndGet() == 8) {
                    try {
                        Platforms.execute(target.withDatabase("postgres"), "SELECT pg_terminate_backend(pid) FROM"
                                + " pg_stat_activity WHERE datname = '" + target.database() + "'");
                    } catch (Exception e) {
                        throw new IOException(e);
                    }
                }
                return super.open(part);
            }
        };

        // When
        assertThatThrownBy(() -> move.load(LoadRequest.of(target), cutting, Cancellation.NEVER))
                .isInstanceOfSatisfying(EngineException.class,
                        e -> assertThat(e.code()).isEqualTo(EngineException.Code.TARGET_LOST));
        move.load(target);
        LoadSummary again = move.load(target);

        // Then
        assertThat(again.partsLoaded()).isZero();
        assertThat(verdictOfTables(target, move, manifest)).containsOnly(Verdict.EQUAL);
    }

    @Test
    void refusesPartsThatAreNotThoseOfTheManifest() throws Exception {
        Move move = new Move(Platforms.torture(), folder);
        move.extract();

        refuses(move, altering(part -> with(part, part.rows() + 1)), EngineException.Code.BUNDLE_INVALID);
        refuses(move, line -> line instanceof FeedLine.Sealed sealed && sealed.part().name().contains("t0003")
                ? new FeedLine.Alive() : line, EngineException.Code.BUNDLE_TRUNCATED);
        refuses(move, line -> line instanceof FeedLine.Completed completed
                ? new FeedLine.Completed(completed.manifestJson().replace("\"rows\":7", "\"rows\":8"), completed.signature())
                : line, EngineException.Code.BUNDLE_SIGNATURE_WRONG);
        refuses(move, line -> line instanceof FeedLine.Completed
                ? new FeedLine.Failed("source_lost", "The source is gone.") : line, EngineException.Code.SOURCE_LOST);
        refuses(move, line -> line instanceof FeedLine.Opened opened
                ? new FeedLine.Opened(opened.head().replace("\"format_major\":1", "\"format_major\":7")) : line,
                EngineException.Code.BUNDLE_VERSION_UNKNOWN);
    }

    @Test
    void refusesDamagedAndSwappedBytes() throws Exception {
        Move move = new Move(Platforms.torture(), folder);
        Manifest manifest = move.extract();
        List<Part> rows = manifest.parts().stream().filter(part -> part.kind() == PartKind.ROWS).toList();
        Path first = move.store().root().resolve(rows.get(0).name());
        Path second = move.store().root().resolve(rows.get(1).name());
        byte[] bytes = Files.readAllBytes(first);

        byte[] damaged = bytes.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(first, damaged);
        refuses(move, line -> line, EngineException.Code.BUNDLE_PART_CORRUPT);

        Files.write(first, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        refuses(move, line -> line, EngineException.Code.BUNDLE_PART_CORRUPT);

        Files.write(first, Files.readAllBytes(second));
        refuses(move, line -> line, EngineException.Code.BUNDLE_PART_CORRUPT);
    }

    @Test
    void beginsAgainWithASourceThatBeginsAgain() throws Exception {
        // Given
        Move move = new Move(Platforms.torture(), folder);
        move.extract();
        DatabaseAddress target = Platforms.empty("again");
        assertThatThrownBy(() -> move.load(LoadRequest.of(target), new Breaking(move.feed(), 12), Cancellation.NEVER))
                .isInstanceOf(EngineException.class);
        try (FeedLog log = new FeedLog(move.store().feedFile())) {
            log.append(new FeedLine.Failed("source_lost", "gone"));
        }
        Manifest manifest = move.extract();
        AtomicInteger resets = new AtomicInteger();

        // When
        LoadRequest request = new LoadRequest(target, 2, null, () -> {
            resets.incrementAndGet();
            try {
                Platforms.execute(target.withDatabase("postgres"), "DROP DATABASE " + target.database() + " WITH (FORCE)");
                Platforms.execute(target.withDatabase("postgres"), "CREATE DATABASE " + target.database() + " TEMPLATE template0");
            } catch (Exception e) {
                throw new EngineException(EngineException.Code.INTERNAL_ERROR, "reset", e);
            }
        }, false);
        LoadSummary summary = move.load(request, move.feed(), Cancellation.NEVER);

        // Then
        assertThat(resets.get()).isPositive();
        assertThat(summary.manifest().head().bundleId()).isEqualTo(manifest.head().bundleId());
        assertThat(verdictOfTables(target, move, manifest)).containsOnly(Verdict.EQUAL);
    }

    @Test
    void stopsWhenItIsCancelled() throws Exception {
        Move move = new Move(Platforms.torture(), folder);
        move.extract();
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> move.load(
                        LoadRequest.of(Platforms.empty("cancelled")), move.feed(), () -> asked.incrementAndGet() > 60))
                .isInstanceOfSatisfying(EngineException.class,
                        e -> assertThat(e.code()).isEqualTo(EngineException.Code.CANCELLED));
    }

    private static void refuses(Move move, UnaryOperator<FeedLine> change, EngineException.Code code) throws Exception {
        DatabaseAddress target = Platforms.empty("refused");
        assertThatThrownBy(() -> move.load(LoadRequest.of(target), new Altered(move.feed(), change), Cancellation.NEVER))
                .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    private static UnaryOperator<FeedLine> altering(UnaryOperator<Part> change) {
        return line -> line instanceof FeedLine.Sealed sealed && sealed.part().kind() == PartKind.ROWS
                ? new FeedLine.Sealed(change.apply(sealed.part())) : line;
    }

    private static Part with(Part part, long rows) {
        return new Part(part.name(), part.kind(), part.table(), rows, part.plainBytes(), part.storedBytes(),
                part.sha256(), part.digest());
    }

    static List<Verdict> verdictOfTables(DatabaseAddress target, Move move, Manifest manifest) throws Exception {
        return new Verifier().verify(VerifyRequest.full(target, null, move.rows(manifest)), manifest,
                        ProgressListener.NONE, Cancellation.NEVER)
                .tables().stream().map(table -> table.verdict()).toList();
    }

    /** A feed whose lines are changed. */
    private static class Altered implements PartFeed {
        private final PartFeed feed;
        private final UnaryOperator<FeedLine> change;

        Altered(PartFeed feed, UnaryOperator<FeedLine> change) {
            this.feed = feed;
            this.change = change;
        }

        @Override
        public FeedLine next() throws IOException, InterruptedException {
            FeedLine line = feed.next();
            return line == null ? null : change.apply(line);
        }

        @Override
        public InputStream open(Part part) throws IOException {
            return feed.open(part);
        }

        @Override
        public void close() throws IOException {
            feed.close();
        }
    }

    /** A feed that dies within a part after some were opened. */
    private static final class Breaking extends Altered {
        private final AtomicInteger left;

        Breaking(PartFeed feed, int parts) {
            super(feed, line -> line);
            left = new AtomicInteger(parts);
        }

        @Override
        public InputStream open(Part part) throws IOException {
            if (left.decrementAndGet() > 0) {
                return super.open(part);
            }
            return new java.io.FilterInputStream(super.open(part)) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    throw new IOException("the peer is gone");
                }
            };
        }
    }
}
