package io.mudanza.dumps.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpException.Code;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.DumpProblem;
import io.mudanza.dumps.inspect.DumpInspection;
import io.mudanza.dumps.inspect.DumpInspector;
import io.mudanza.dumps.inspect.InspectionDepth;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.dumps.testing.Dumped;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no dump, or not the whole of one, each with a message of its own. */
@Timeout(180)
class BrokenDumpTest {

    @TempDir
    static Path folder;

    private static DatabaseAddress source;

    @BeforeAll
    static void makeSource() throws Exception {
        source = Dumped.empty("broken");
        Dumped.execute(source, "CREATE TABLE t (a int PRIMARY KEY, b text); INSERT INTO t SELECT i, md5(i::text) FROM generate_series(1, 20000) i;"
                + " CREATE TABLE u (a int); INSERT INTO u VALUES (1)");
    }

    private static DumpInspection inspect(Path file, int serverMajor) throws Exception {
        return new DumpInspector(DumpPolicy.STRICT, DumpLimits.DEFAULT)
                .inspect(DumpSource.open(file), InspectionDepth.WHOLE, serverMajor, Cancellation.NEVER);
    }

    private static Code problem(Path file) throws Exception {
        List<DumpProblem> problems = inspect(file, 15).problems();
        return problems.isEmpty() ? null : problems.getFirst().code();
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static Path file(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] cut(byte[] bytes, double part) {
        return Arrays.copyOf(bytes, (int) (bytes.length * part));
    }

    @Test
    void aCutDumpOfAnyFormatIsNotTakenForAWholeOne() throws Exception {
        byte[] plain = Files.readAllBytes(Dumped.dump(source, folder.resolve("plain")));
        byte[] custom = Files.readAllBytes(Dumped.dump(source, folder.resolve("custom"), "-Fc"));
        byte[] tar = Files.readAllBytes(Dumped.dump(source, folder.resolve("tar"), "-Ft"));
        for (double part : new double[] {0.1, 0.5, 0.9, 0.99}) {
            assertThat(problem(file("p", cut(plain, part)))).as("plain %s", part).isEqualTo(Code.DUMP_TRUNCATED);
            assertThat(problem(file("z", cut(gzip(plain), part)))).as("gzip %s", part).isEqualTo(Code.DUMP_TRUNCATED);
            assertThat(problem(file("c", cut(custom, part)))).as("custom %s", part).isEqualTo(Code.DUMP_TRUNCATED);
            assertThat(problem(file("t", cut(tar, Math.min(part, 0.9))))).as("tar %s", part).isEqualTo(Code.DUMP_TRUNCATED);
        }
        Path directory = Dumped.dump(source, folder.resolve("directory"), "-Fd");
        try (var files = Files.list(directory)) {
            Path data = files.filter(path -> path.toString().endsWith(".gz")).max(java.util.Comparator.comparingLong(path ->
                    path.toFile().length())).orElseThrow();
            byte[] bytes = Files.readAllBytes(data);
            Files.write(data, cut(bytes, 0.5));
            assertThat(problem(directory)).isEqualTo(Code.DUMP_TRUNCATED);
            Files.delete(data);
            assertThat(problem(directory)).isEqualTo(Code.DUMP_TRUNCATED);
        }
        DatabaseAddress scratch = Dumped.empty("cut");
        assertThatThrownBy(() -> Dumped.restore(file("r", cut(gzip(plain), 0.5)), scratch)).isInstanceOfSatisfying(
                DumpException.class, e -> assertThat(e.code()).isEqualTo(Code.DUMP_TRUNCATED));
        assertThat(Dumped.roles(scratch)).isEmpty();
    }

    @Test
    void membersOfGzipAreReadToTheLastAndNothingBehindThem() throws Exception {
        byte[] plain = Files.readAllBytes(Dumped.dump(source, folder.resolve("members")));
        byte[] one = gzip(cut(plain, 0.3));
        byte[] two = gzip(Arrays.copyOfRange(plain, (int) (plain.length * 0.3), plain.length));
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        assertThat(inspect(file("both.gz", both), 15).rows()).isEqualTo(20001);
        assertThat(problem(file("behind.gz", Arrays.copyOf(gzip(plain), gzip(plain).length + 100)))).isEqualTo(Code.DUMP_CORRUPT);
        byte[] wrong = gzip(plain);
        wrong[wrong.length - 6] ^= 1;
        assertThat(problem(file("wrong.gz", wrong))).isEqualTo(Code.DUMP_CORRUPT);
    }

    @Test
    void zstdIsReadAndItsCutIsSeen() throws Exception {
        byte[] plain = Files.readAllBytes(Dumped.dump(source, folder.resolve("zstd")));
        byte[] packed = com.github.luben.zstd.Zstd.compress(plain);
        ByteArrayOutputStream lz4 = new ByteArrayOutputStream();
        try (OutputStream out = new net.jpountz.lz4.LZ4FrameOutputStream(lz4)) {
            out.write(plain);
        }
        assertThat(inspect(file("d.zst", packed), 15).rows()).isEqualTo(20001);
        assertThat(problem(file("cut.zst", cut(packed, 0.5)))).isEqualTo(Code.DUMP_TRUNCATED);
        assertThat(inspect(file("d.lz4", lz4.toByteArray()), 15).rows()).isEqualTo(20001);
        assertThat(problem(file("cut.lz4", cut(lz4.toByteArray(), 0.5)))).isEqualTo(Code.DUMP_TRUNCATED);
    }

    @Test
    void whatIsNoUsableDumpSaysWhy() throws Exception {
        assertThat(problem(file("empty", new byte[0]))).isEqualTo(Code.NO_DUMP);
        assertThat(problem(file("words", "Service unavailable".getBytes()))).isIn(Code.NO_DUMP, Code.DUMP_TRUNCATED, Code.DUMP_REFUSED);
        assertThat(problem(file("html", "<html>login</html>".getBytes()))).isEqualTo(Code.NO_DUMP);
        assertThat(problem(file("zip", new byte[] {'P', 'K', 3, 4, 0, 0, 0}))).isEqualTo(Code.NO_DUMP);
        assertThat(problem(file("comment", "-- nothing here\n".getBytes()))).isEqualTo(Code.NO_DUMP);
        assertThat(problem(file("utf16", "CREATE TABLE x ();".getBytes(StandardCharsets.UTF_16)))).isEqualTo(Code.DUMP_FORMAT_UNKNOWN);
        assertThat(problem(Files.createDirectories(folder.resolve("nothing")))).isEqualTo(Code.NO_DUMP);
        assertThat(problem(Dumped.dump(source, folder.resolve("schema"), "--schema-only"))).isEqualTo(Code.DUMP_WITHOUT_DATA);
        assertThat(problem(Dumped.dump(source, folder.resolve("schema.c"), "-Fc", "--schema-only"))).isEqualTo(Code.DUMP_WITHOUT_DATA);
        assertThat(problem(Dumped.dump(source, folder.resolve("data"), "--data-only"))).isEqualTo(Code.DUMP_WITHOUT_SCHEMA);
        assertThat(inspect(Dumped.dump(source, folder.resolve("newer"), "-Fc"), 14).problems().getFirst().code())
                .isEqualTo(Code.DUMP_NEWER_THAN_SERVER);
        byte[] future = Files.readAllBytes(Dumped.dump(source, folder.resolve("future"), "-Fc"));
        future[6] = 99;
        assertThat(problem(file("future.c", future))).isEqualTo(Code.DUMP_FORMAT_UNKNOWN);
    }

    @Test
    void aDumpOfAWholeClusterSaysSo() throws Exception {
        // Given a server of its own: pg_dumpall stops at the names that other tests give their databases
        try (EmbeddedPostgres server = EmbeddedPostgres.configure().durable(false).start()) {
            DatabaseAddress address = DatabaseAddress.parse(server.url("postgres"), null, null);
            Dumped.execute(address, "CREATE TABLE t AS SELECT 1 AS a");

            // When
            String cluster = Dumped.run(address, "pg_dumpall", "--no-role-passwords");

            // Then
            assertThat(problem(file("cluster", cluster.getBytes(StandardCharsets.UTF_8)))).isEqualTo(Code.DUMP_OF_CLUSTER);
        }
    }

    @Test
    void aDamagedArchiveNeitherHangsNorTakesAllMemory() throws Exception {
        byte[] custom = Files.readAllBytes(Dumped.dump(source, folder.resolve("whole"), "-Fc", "-Z0"));
        java.util.Random random = new java.util.Random(7);
        for (int run = 0; run < 300; run++) {
            byte[] damaged = custom.clone();
            for (int change = 0; change < 3; change++) {
                damaged[5 + random.nextInt(Math.min(6000, damaged.length - 5))] = (byte) random.nextInt(256);
            }
            inspect(file("damaged", damaged), 15);
        }
    }
}
