package io.mudanza.dumps.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.dumps.DumpCompression;
import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.dumps.testing.Dumped;
import io.mudanza.dumps.testing.LaterArchive;
import io.mudanza.engine.connect.DatabaseAddress;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom archives as the pg_dump of PostgreSQL 16, 17 and 18 writes them. */
@Timeout(180)
class LaterArchivesTest {

    @TempDir
    static Path folder;

    private static byte[] archive;
    private static String text;

    @BeforeAll
    static void makeEverything() throws Exception {
        DatabaseAddress source = Dumped.everything();
        text = Dumped.text(source);
        archive = Files.readAllBytes(Dumped.dump(source, folder.resolve("archive"), "-Fc", "-Z0"));
    }

    @ParameterizedTest
    @CsvSource({"15,NONE", "15,GZIP", "15,LZ4", "15,ZSTD", "16,NONE", "16,GZIP", "16,LZ4", "16,ZSTD"})
    void isReadByItsHeadWhetherItCanBeSoughtOrNot(int minor, DumpCompression compression) throws Exception {
        // Given
        byte[] later = LaterArchive.of(archive, minor, compression);
        Path file = Files.write(folder.resolve("later-" + minor + compression), later);
        DatabaseAddress sought = Dumped.empty("later");
        DatabaseAddress streamed = Dumped.empty("later");

        // When
        DumpReport report = Dumped.restore(file, sought);
        DumpReport again;
        try (DumpSource stream = DumpSource.open(new ByteArrayInputStream(later), "stream")) {
            again = Dumped.restore(stream, streamed, DumpPolicy.STRICT);
        }

        // Then
        for (DumpReport each : List.of(report, again)) {
            assertThat(each.equal()).isTrue();
            assertThat(each.largeObjects()).isEqualTo(3);
        }
        assertThat(Dumped.text(sought)).isEqualTo(text);
        assertThat(Dumped.text(streamed)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"GZIP", "LZ4", "ZSTD"})
    void aCutIsSeenWhateverItIsPackedWith(DumpCompression compression) throws Exception {
        // Given
        byte[] later = LaterArchive.of(archive, 16, compression);
        Path file = Files.write(folder.resolve("cut-" + compression), Arrays.copyOf(later, later.length - later.length / 20));
        DatabaseAddress scratch = Dumped.empty("later");

        // When // Then
        assertThatThrownBy(() -> Dumped.restore(file, scratch)).isInstanceOfSatisfying(DumpException.class,
                e -> assertThat(e.code()).isEqualTo(DumpException.Code.DUMP_TRUNCATED));
    }

    @Test
    void aMethodThatNobodyKnowsIsRefusedByItsCode() throws Exception {
        // Given
        byte[] later = LaterArchive.of(archive, 16, DumpCompression.NONE);
        later[11] = 4;
        Path file = Files.write(folder.resolve("unknown"), later);
        DatabaseAddress scratch = Dumped.empty("later");

        // When // Then
        assertThatThrownBy(() -> Dumped.restore(file, scratch)).isInstanceOfSatisfying(DumpException.class,
                e -> assertThat(e.code()).isEqualTo(DumpException.Code.DUMP_FORMAT_UNKNOWN)).hasMessageContaining("method 4");
    }
}
