package io.mudanza.examples.tuki;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.embedded.testing.TestInfra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TukiPlatformTest {
    private static final String DIGESTS = """
            SELECT c.relname, (xpath('/row/d/text()', query_to_xml(format(
                'SELECT md5(string_agg(md5(t::text), '''' ORDER BY md5(t::text))) AS d FROM %s t', c.oid::regclass), false, true, '')))[1]::text
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND n.nspname IN ('public', 'reporting')""";

    @Test
    void theSameScaleAndSeedMakeTheSamePlatform(@TempDir Path dir) throws Exception {
        // Given
        TestInfra.Database one = TestInfra.newDatabase();
        TestInfra.Database two = TestInfra.newDatabase();

        // When
        TukiPlatform.Summary first = create(one, dir.resolve("one"), 7);
        TukiPlatform.Summary second = create(two, dir.resolve("two"), 7);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(first.rows()).isGreaterThan(100);
        assertThat(digests(two)).isEqualTo(digests(one)).hasSizeGreaterThan(14);
        assertThat(files(dir.resolve("two"))).isEqualTo(files(dir.resolve("one"))).hasSize(first.mediaFiles());
    }

    @Test
    void anotherSeedMakesOtherRows(@TempDir Path dir) throws Exception {
        // Given
        TestInfra.Database one = TestInfra.newDatabase();
        TestInfra.Database two = TestInfra.newDatabase();

        // When
        create(one, dir.resolve("one"), 1);
        create(two, dir.resolve("two"), 2);

        // Then
        assertThat(digests(two).get("users")).isNotEqualTo(digests(one).get("users"));
    }

    @Test
    void everyPictureThatARowNamesIsInTheStore(@TempDir Path media) throws Exception {
        // Given
        TestInfra.Database database = TestInfra.newDatabase();

        // When
        create(database, media, 1);

        // Then
        Map<String, String> files = files(media);
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
                database.password());
                ResultSet named = connection.createStatement().executeQuery(
                        "SELECT image, encode(sha256, 'hex') FROM event_images UNION ALL SELECT logo, NULL FROM organizers"
                                + " UNION ALL SELECT avatar, NULL FROM users WHERE avatar IS NOT NULL")) {
            int count = 0;
            while (named.next()) {
                count++;
                assertThat(files).containsKey(named.getString(1));
                if (named.getString(2) != null) {
                    assertThat(files.get(named.getString(1))).isEqualTo(named.getString(2));
                }
            }
            assertThat(files).hasSize(count);
        }
    }

    private static TukiPlatform.Summary create(TestInfra.Database database, Path media, long seed) throws Exception {
        return new TukiPlatform(database.jdbcUrl(), database.username(), database.password()).create(media, 0.005,
                seed);
    }

    private static Map<String, String> digests(TestInfra.Database database) throws Exception {
        Map<String, String> digests = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
                database.password());
                ResultSet rows = connection.createStatement().executeQuery(DIGESTS)) {
            while (rows.next()) {
                digests.put(rows.getString(1), String.valueOf(rows.getString(2)));
            }
        }
        return digests;
    }

    private static Map<String, String> files(Path media) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(media)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(media.relativize(file).toString(), sha256(file));
            }
        }
        return files;
    }

    private static String sha256(Path file) throws IOException, java.security.NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
