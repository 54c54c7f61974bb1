package io.mudanza.dumps.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.dumps.policy.DefinerRights;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.dumps.testing.Dumped;
import io.mudanza.engine.connect.DatabaseAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What databases have gathered that people have worked in for years. */
class LivedInDatabaseTest {

    private static final DumpPolicy POLICY = new DumpPolicy(Set.of("citext", "cube", "hstore"), DefinerRights.STRIP);

    @TempDir
    Path folder;

    /** pg_dump writes collations before extensions; and no extension owns the arrays of its types. */
    @ParameterizedTest
    @ValueSource(strings = {"-Fp", "-Fc", "-Fd", "-Ft"})
    void severalExtensionsWithTypesStandInOneSchemaBesideACollation(String format) throws Exception {
        // Given
        DatabaseAddress source = Dumped.empty("extended");
        Dumped.execute(source, """
                CREATE EXTENSION citext;
                CREATE EXTENSION cube;
                CREATE EXTENSION hstore;
                CREATE COLLATION plain FROM "C";
                CREATE TABLE kept (a citext, b cube, c hstore, d text COLLATE plain);
                INSERT INTO kept VALUES ('X', '(1,2)', 'a=>1', 'z')""");

        // When / Then
        comesBackWhole(source, format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Fp", "-Fc"})
    void settingsOfARoleInTheDatabaseAreLeftOut(String format) throws Exception {
        // Given: archives have them always, scripts with --create
        DatabaseAddress source = Dumped.empty("settings");
        String role = "r" + UUID.randomUUID().toString().replace("-", "");
        Dumped.execute(source, "CREATE ROLE " + role + "; ALTER ROLE " + role + " IN DATABASE \"" + source.database()
                + "\" SET lock_timeout = '3s'; CREATE TABLE t (a int); INSERT INTO t VALUES (1)");
        Path dump = format.equals("-Fp") ? Dumped.dump(source, folder.resolve("settings"), format, "--create")
                : Dumped.dump(source, folder.resolve("settings"), format);
        DatabaseAddress scratch = Dumped.empty("settings");

        try {
            // When
            DumpReport report = Dumped.restore(DumpSource.open(dump), scratch, POLICY);

            // Then
            assertThat(report.equal()).isTrue();
            assertThat(Dumped.one(scratch, "SELECT count(*) FROM t")).isEqualTo("1");
            assertThat(report.skipped()).anyMatch(left -> left.statement().startsWith("ALTER ROLE " + role + " IN DATABASE"));
        } finally {
            Dumped.execute(source, "DROP ROLE " + role);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--clean --if-exists", "--create --clean --if-exists", "--column-inserts --rows-per-insert=7",
        "--inserts --on-conflict-do-nothing", "--load-via-partition-root", "--use-set-session-authorization",
        "--disable-dollar-quoting", "--enable-row-security", "--serializable-deferrable"})
    void everyWayToWriteADumpIsRead(String options) throws Exception {
        // Given: a large object, rows without a column of their own, partitions
        DatabaseAddress source = Dumped.empty("written");
        Dumped.execute(source, """
                CREATE TABLE computed (a int GENERATED ALWAYS AS (1) STORED);
                INSERT INTO computed DEFAULT VALUES;
                INSERT INTO computed DEFAULT VALUES;
                CREATE TABLE bare ();
                INSERT INTO bare DEFAULT VALUES;
                CREATE TABLE parted (k int, v text) PARTITION BY HASH (k);
                CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
                CREATE TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
                INSERT INTO parted SELECT i, 'it''s ' || i FROM generate_series(1, 50) i;
                CREATE FUNCTION quoting() RETURNS text LANGUAGE sql AS $$ SELECT 'a''b\\c' $$;
                SELECT lo_from_bytea(0, '\\x0001')""");

        // When / Then
        comesBackWhole(source, options.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Fp", "-Fc"})
    void partitionsOfAnotherOrderThroughTheirTableAreRefusedWithTheReason(String format) throws Exception {
        // Given
        DatabaseAddress source = Dumped.empty("orders");
        Dumped.execute(source, """
                CREATE TABLE parted (k int, v text) PARTITION BY LIST (k);
                CREATE TABLE first PARTITION OF parted FOR VALUES IN (1);
                CREATE TABLE second (v text, k int);
                ALTER TABLE parted ATTACH PARTITION second FOR VALUES IN (2);
                INSERT INTO parted VALUES (1, 'a'), (2, 'b')""");
        Path dump = Dumped.dump(source, folder.resolve("orders"), format, "--load-via-partition-root");
        DatabaseAddress scratch = Dumped.empty("orders");

        // When / Then
        assertThatThrownBy(() -> Dumped.restore(DumpSource.open(dump), scratch, POLICY))
                .hasMessageContaining("--load-via-partition-root");
    }

    @Test
    void namesAsValuesMayStandInQuotes() throws Exception {
        // Given
        DatabaseAddress source = Dumped.empty("names");
        Dumped.execute(source, "CREATE TABLE t (a regclass, b regtype[]); INSERT INTO t VALUES ('pg_class', '{int4,text}')");
        Path dump = Dumped.dump(source, folder.resolve("d"), "-Fp", "--quote-all-identifiers");

        // When
        DatabaseAddress scratch = Dumped.empty("names_restored");
        DumpReport report = Dumped.restore(dump, scratch);

        // Then
        assertThat(report.tables()).allSatisfy(table -> assertThat(table.equal()).as(table.toString()).isTrue());
        assertThat(Dumped.one(scratch, "SELECT t::text FROM t")).isEqualTo(Dumped.one(source, "SELECT t::text FROM t"));
    }

    private void comesBackWhole(DatabaseAddress source, String... options) throws Exception {
        Path dump = Dumped.dump(source, folder.resolve("dump"), options);
        DatabaseAddress scratch = Dumped.empty("whole");
        DumpReport report = Dumped.restore(DumpSource.open(dump), scratch, POLICY);
        assertThat(report.equal()).isTrue();
        assertThat(Dumped.text(scratch)).isEqualTo(Dumped.text(source));
    }
}
