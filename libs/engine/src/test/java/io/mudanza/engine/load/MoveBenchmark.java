package io.mudanza.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.testing.Move;
import io.mudanza.engine.testing.Platforms;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.engine.verify.Verifier;
import io.mudanza.engine.verify.VerifyRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Seconds of a move. Runs with {@code -Dtest=MoveBenchmark -Dmudanza.benchmark=5000000} (rows; 5 million are about 500 MB). */
@EnabledIfSystemProperty(named = "mudanza.benchmark", matches = "\\d+")
class MoveBenchmark {

    @TempDir
    Path folder;

    @Test
    void measuresExtractLoadAndVerification() throws Exception {
        long rows = Long.getLong("mudanza.benchmark");
        DatabaseAddress source = Platforms.empty("bench");
        Platforms.execute(source, "CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, total numeric(12,2),"
                + " placed timestamptz, note text); CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL,"
                + " name text, amount int, tags text[]);"
                + " INSERT INTO orders SELECT k, k % 9999, k * 0.37, '2024-01-01'::timestamptz + k * interval '1 min',"
                + " 'note ñ ' || md5(k::text) FROM generate_series(1, " + rows / 2 + ") k;"
                + " INSERT INTO items SELECT k, 1 + k % " + rows / 2 + ", md5(k::text), k % 7, ARRAY['a', 'b' || k]"
                + " FROM generate_series(1, " + rows / 2 + ") k; CREATE INDEX ON items (order_id);"
                + " ALTER TABLE items ADD FOREIGN KEY (order_id) REFERENCES orders; ANALYZE");
        DatabaseAddress target = Platforms.empty("bench_target");
        Move move = new Move(source, folder);

        long begin = System.nanoTime();
        Manifest manifest = move.extract();
        long extracted = System.nanoTime();
        LoadSummary summary = move.load(target);
        long loaded = System.nanoTime();
        var report = new Verifier().verify(VerifyRequest.full(target, move.schema(manifest), move.rows(manifest)),
                manifest, ProgressListener.NONE, Cancellation.NEVER);
        long verified = System.nanoTime();

        assertThat(report.verdict()).isEqualTo(Verdict.EQUAL);
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("%,d rows, %,d plain bytes, %,d stored: extract %.1f s, load %.1f s, verify %.1f s, heap %d MiB%n",
                summary.rows(), summary.plainBytes(), manifest.storedBytes(), (extracted - begin) / 1e9,
                (loaded - extracted) / 1e9, (verified - loaded) / 1e9,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
}
