package io.mudanza.dumps.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases of a seed, moved by every path and judged by plain SQL and pg_dump. A few of them in each test run;
 * {@code -Dmudanza.random-databases=N -Dmudanza.seed=S} for others, {@code -Dmudanza.random-verbose=true} for why.
 */
class RandomDatabasesTest {

    private static final int FEW = 1;

    /** Has every block once and settings of the database that change how values are written. */
    private static final long FIRST = 28;

    @TempDir
    Path folder;

    @Test
    void whatMovesIsWhatWasThere() throws Exception {
        // Given
        long first = Long.getLong("mudanza.seed", FIRST);
        int count = Integer.getInteger("mudanza.random-databases", FEW);
        List<String> findings = new ArrayList<>();

        for (long seed = first; seed < first + count; seed++) {
            long begun = System.nanoTime();
            Trial trial = new Trial(seed, Files.createDirectories(folder.resolve("seed-" + seed)));

            // When
            List<String> found = trial.run();

            System.out.println("seed " + seed + ": " + (found.isEmpty() ? "well" : found.size() + " findings") + ", "
                    + trial.refused() + " statements refused, "
                    + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
            found.forEach(System.out::println);
            findings.addAll(found);
            assertThat(trial.refused()).as("statements of seed %d that the server refused", seed).isZero();
        }

        // Then
        assertThat(findings).isEmpty();
    }
}
