package io.mudanza.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.sqlite.testing.Lite;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HostileFileTest {

    @TempDir
    Path folder;

    private Lite thousand() throws Exception {
        return new Lite(folder)
                .sqlite("PRAGMA page_size = 1024", "CREATE TABLE t (id integer PRIMARY KEY, a text)", "INSERT INTO t"
                        + " WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 5000) SELECT v, hex(randomblob(40)) FROM n")
                .postgres("CREATE TABLE t (id bigint PRIMARY KEY, a text); INSERT INTO t VALUES (0, 'before')");
    }

    private static void refused(Lite lite, Code code, String... words) throws Exception {
        assertThatThrownBy(lite::bring).isInstanceOfSatisfying(EngineException.class,
                e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code)).hasMessageContainingAll(words);
        assertThat(lite.rows("SELECT a FROM t")).containsExactly("before");
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNone() throws Exception {
        // Given
        Lite lite = thousand();
        byte[] noise = new byte[8192];
        new Random(1).nextBytes(noise);
        noise[0] = 1;

        // When // Then
        Files.write(lite.file(), noise);
        refused(lite, Code.INVALID_REQUEST, "no SQLite database", "encrypted");
        Files.write(lite.file(), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        refused(lite, Code.INVALID_REQUEST, "gzip");
        Files.writeString(lite.file(), "[{\"model\": 1}]");
        refused(lite, Code.INVALID_REQUEST, "dumpdata");
        Files.write(lite.file(), new byte[0]);
        refused(lite, Code.INVALID_REQUEST, "empty");
        Files.delete(lite.file());
        refused(lite, Code.INVALID_REQUEST, "There is no file");
    }

    @Test
    void saysThatAFileIsCutOff() throws Exception {
        // Given
        Lite lite = thousand();
        try (RandomAccessFile file = new RandomAccessFile(lite.file().toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        // When // Then
        refused(lite, Code.SOURCE_LOST, "cut off");
    }

    @Test
    void saysThatAPageIsDamaged() throws Exception {
        // Given
        Lite lite = thousand();
        try (RandomAccessFile file = new RandomAccessFile(lite.file().toFile(), "rw")) {
            byte[] noise = new byte[1024];
            new Random(2).nextBytes(noise);
            file.seek(1024L * 40);
            file.write(noise);
        }

        // When // Then
        refused(lite, Code.SOURCE_LOST, "damaged");
    }

    @Test
    void seesOneStateWhileTheApplicationWrites() throws Exception {
        // Given
        Lite lite = new Lite(folder).sqlite("PRAGMA journal_mode = WAL", "CREATE TABLE a (n int)", "CREATE TABLE b (n int)")
                .postgres("CREATE TABLE a (n bigint); CREATE TABLE b (n bigint)");
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            try (Connection connection = lite.open(); Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 10000");
                for (int i = 0; !stop.get(); i++) {
                    statement.execute("BEGIN IMMEDIATE");
                    statement.execute("INSERT INTO a VALUES (" + i + ")");
                    statement.execute("INSERT INTO b VALUES (" + i + ")");
                    statement.execute("COMMIT");
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        // When
        IntakeResult result = lite.bring();
        stop.set(true);
        writer.join();

        // Then
        assertThat(result.run().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(lite.value("SELECT (SELECT count(*) FROM a) = (SELECT count(*) FROM b)")).isEqualTo("t");
    }

    @Test
    void bringsWhatAnApplicationThatWasKilledLeftInItsJournal() throws Exception {
        // Given a copy of the file and its WAL, as they lie there while the application runs
        Lite live = new Lite(Files.createDirectory(folder.resolve("live")));
        Path copies = Files.createDirectory(folder.resolve("copies"));
        Lite copy = new Lite(copies).postgres("CREATE TABLE t (id bigint PRIMARY KEY, a text)");
        try (Connection connection = live.open(); Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE t (id integer PRIMARY KEY, a text)");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            statement.execute("INSERT INTO t VALUES (1, 'only in the journal')");
            Files.copy(live.file(), copy.file());
            Files.copy(Path.of(live.file() + "-wal"), Path.of(copy.file() + "-wal"));
        }

        // When
        IntakeResult result = copy.bring();

        // Then
        assertThat(result.run().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(copy.rows("SELECT a FROM t")).containsExactly("only in the journal");
    }

    @Test
    void aJournalCutOffInATransactionHasWhatWasCommittedBefore() throws Exception {
        // Given
        Lite live = new Lite(Files.createDirectory(folder.resolve("live")));
        Lite copy = new Lite(Files.createDirectory(folder.resolve("copies"))).postgres("CREATE TABLE t (id bigint PRIMARY KEY, a text)");
        try (Connection connection = live.open(); Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE t (id integer PRIMARY KEY, a text)");
            statement.execute("INSERT INTO t VALUES (1, 'committed')");
            long committed = Files.size(Path.of(live.file() + "-wal"));
            statement.execute("INSERT INTO t VALUES (2, 'cut off')");
            Files.copy(live.file(), copy.file());
            byte[] wal = Files.readAllBytes(Path.of(live.file() + "-wal"));
            Files.write(Path.of(copy.file() + "-wal"), java.util.Arrays.copyOf(wal, (int) committed + 1000));
        }

        // When
        IntakeResult result = copy.bring();

        // Then
        assertThat(result.run().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(copy.rows("SELECT a FROM t")).containsExactly("committed");
    }

    @Test
    void bringsAFileWithoutTablesAndTablesWithoutRows() throws Exception {
        // Given
        Lite empty = new Lite(folder).sqlite("PRAGMA user_version = 1");
        Lite bare = new Lite(Files.createDirectory(folder.resolve("bare")))
                .sqlite("CREATE TABLE t (id integer PRIMARY KEY)").postgres("CREATE TABLE t (id serial PRIMARY KEY)");

        // When // Then
        assertThat(empty.bring().run().rows()).isZero();
        assertThat(bare.bring().run().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(bare.value("SELECT nextval('t_id_seq')")).isEqualTo("1");
    }

    @Test
    void saysWhichNamesAndTablesPostgresqlWouldCut() throws Exception {
        // Given
        String name = "l".repeat(90);
        Lite lite = new Lite(folder).sqlite("CREATE TABLE " + name + " (a int)", "CREATE TABLE " + name + "2 (a int)",
                "CREATE TABLE wide (" + columns(1700) + ")");

        // When // Then
        assertThatThrownBy(lite::bring).isInstanceOfSatisfying(EngineException.class,
                e -> assertThat(e.code()).isEqualTo(Code.INVALID_REQUEST))
                .hasMessageContainingAll(name, "63 bytes", "wide with 1700 columns", "--map");
    }

    @Test
    @Timeout(60)
    void bringsATableOfVeryManyColumnsWithoutLookingAtEachForEach() throws Exception {
        // Given
        Lite lite = new Lite(folder).sqlite("CREATE TABLE wide (" + columns(1600) + ")",
                "INSERT INTO wide (c0, c1599) VALUES (1, 2)");

        // When
        IntakeResult result = lite.bring();

        // Then
        assertThat(result.run().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(lite.value("SELECT c0 + c1599 FROM wide")).isEqualTo("3");
    }

    private static String columns(int count) {
        return IntStream.range(0, count).mapToObj(number -> "c" + number + " int").collect(Collectors.joining(", "));
    }
}
