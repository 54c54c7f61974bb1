package io.mudanza.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.engine.verify.Verdict;
import io.mudanza.sqlite.convert.Policy;
import io.mudanza.sqlite.intake.IntakeOptions;
import io.mudanza.sqlite.testing.Lite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of value in every kind of column: the text that the server shows for it, or the reason why it is rejected. */
class ConversionTest {

    private static final String REJECTED = "!";

    /** Type of the target; value as SQL of SQLite; text of the server, or {@code !} and words of the reason. */
    private static final String[][] CASES = {
        {"boolean", "1", "true"}, {"boolean", "0.0", "false"}, {"boolean", "'Yes'", "true"}, {"boolean", "'f'", "false"},
        {"boolean", "2", "!only 0 and 1"}, {"boolean", "'maybe'", "!neither true nor false"}, {"boolean", "x'01'", "!blob"},
        {"smallint", "-32768", "-32768"}, {"smallint", "32768", "!out of the range of smallint"},
        {"integer", "'42'", "42"}, {"integer", "42.0", "42"}, {"integer", "42.5", "!not whole"},
        {"integer", "'abc'", "!no whole number"}, {"integer", "''", "!empty text"}, {"integer", "'1e3'", "1000"},
        {"integer", "2147483648", "!out of the range"},
        {"bigint", "'9223372036854775807'", "9223372036854775807"}, {"bigint", "9.3e18", "!not whole"},
        {"real", "0.1", "0.1"}, {"real", "0.123456789012", "!more digits than real"}, {"real", "'NaN'", "NaN"},
        {"double precision", "1e300", "1e+300"}, {"double precision", "9007199254740993", "!more digits than a double"},
        {"double precision", "'-inf'", "-Infinity"}, {"double precision", "'x'", "!no number"},
        {"numeric(10,2)", "10.5", "10.50"}, {"numeric(10,2)", "0.1 + 0.2", "0.30"}, {"numeric(10,2)", "'1.005'", "!more than 2 decimals"},
        {"numeric(10,2)", "1.005", "!more than 2 decimals"}, {"numeric(4,2)", "100", "!more digits than numeric(4,2)"},
        {"numeric(10,2)", "-99999999.99", "-99999999.99"}, {"numeric(30,0)", "'123456789012345678901234567890'",
            "123456789012345678901234567890"},
        {"numeric", "'00120.0300'", "120.0300"}, {"numeric", "7.0", "7"}, {"numeric", "'1e-20'", "0.00000000000000000001"},
        {"numeric", "'NaN'", "NaN"}, {"numeric", "9e999", "!infinite"}, {"numeric", "10000", "10000"}, {"numeric", "0", "0"},
        {"text", "'ñ 🎫 \"'", "ñ 🎫 \""}, {"text", "''", ""}, {"text", "5", "5"}, {"text", "1.5", "1.5"},
        {"text", "CAST(x'610062' AS TEXT)", "!zero byte"}, {"text", "CAST(x'61ff62' AS TEXT)", "!not UTF-8"},
        {"text", "CAST(x'eda080' AS TEXT)", "!not UTF-8"}, {"text", "x'c3b1'", "ñ"},
        {"varchar(3)", "'ñññ'", "ñññ"}, {"varchar(3)", "'abcd'", "!4 characters, the column takes 3"}, {"char(5)", "'ab'", "ab"},
        {"bytea", "x'00ff'", "\\x00ff"}, {"bytea", "'ab'", "\\x6162"}, {"bytea", "x''", "\\x"}, {"bytea", "7", "!number in a column of type bytea"},
        {"date", "'2024-02-29'", "2024-02-29"}, {"date", "'2023-02-29'", "!no such day"}, {"date", "'2024-01-01 00:00:00'", "2024-01-01"},
        {"date", "'2024-01-01 10:00:00'", "!time of day would be lost"}, {"date", "1704067200", "2024-01-01"},
        {"date", "'01/02/2024'", "!no date or time in ISO form"}, {"date", "2460310.5", "2024-01-01"}, {"date", "'0001-01-01'", "0001-01-01"},
        {"time", "'23:59:59.5'", "23:59:59.5"}, {"time", "'25:00'", "!no such time"}, {"time", "3600", "!only a text"},
        {"timestamp", "'2024-05-06T07:08:09.123456789'", "2024-05-06 07:08:09.123457"}, {"timestamp", "'2024-05-06 07:08'", "2024-05-06 07:08:00"},
        {"timestamp", "'2024-05-06 07:08:09+02:00'", "!offset from UTC"}, {"timestamp", "1704067200", "2024-01-01 00:00:00"},
        {"timestamptz", "'2024-05-06 07:08:09+02:00'", "2024-05-06 05:08:09+00"}, {"timestamptz", "'2024-05-06 07:08:09Z'", "2024-05-06 07:08:09+00"},
        {"timestamptz", "1704067200123", "2024-01-01 00:00:00.123+00"}, {"timestamptz", "1704067200.25", "2024-01-01 00:00:00.25+00"},
        {"timestamptz", "'never'", "!no date or time"}, {"timestamptz", "9e18", "!years 1 and 9999"},
        {"interval", "90061000001", "1 day 01:01:01.000001"}, {"interval", "'P1DT2H'", "1 day 02:00:00"}, {"interval", "1.5", "!whole microseconds"},
        {"uuid", "'0123456789ABCDEF0123456789abcdef'", "01234567-89ab-cdef-0123-456789abcdef"},
        {"uuid", "'01234567-89ab-cdef-0123-456789abcdef'", "01234567-89ab-cdef-0123-456789abcdef"},
        {"uuid", "x'000102030405060708090a0b0c0d0e0f'", "00010203-0405-0607-0809-0a0b0c0d0e0f"}, {"uuid", "'123'", "!no UUID"}, {"uuid", "5", "!no UUID"},
        {"json", "'{\"a\":1, \"a\" :2}'", "{\"a\":1, \"a\" :2}"}, {"json", "'{'", "!no JSON"},
        {"jsonb", "'{\"bb\":1e2,\"a\":1.50,\"bb\":[ ],\"c\":\"\\u00f1\\u0001/\\\\\"}'", "{\"a\": 1.50, \"c\": \"ñ\\u0001/\\\\\", \"bb\": []}"},
        {"jsonb", "'\"x\"'", "\"x\""}, {"jsonb", "5", "5"}, {"jsonb", "'{\"a\":\"\\u0000\"}'", "!\\u0000"}, {"jsonb", "'nope'", "!no JSON"},
        {"int[]", "'[1, null, 3]'", "{1,NULL,3}"}, {"text[]", "'{a,\"b c\"}'", "{a,\"b c\"}"}, {"int[]", "'[\"x\"]'", "!the server says"},
        {"inet", "'10.0.0.1'", "10.0.0.1/32"}, {"inet", "'no'", "!the server says"}, {"mood", "'sad'", "sad"}, {"mood", "'odd'", "!no such label"},
        {"positive", "'7'", "7"}, {"positive", "-7", "!the server says"}, {"timestamp(0)", "'2024-05-06 07:08:09.6'", "2024-05-06 07:08:10"},
        {"int NOT NULL", "NULL", "!NULL in a column that refuses it"}, {"int", "NULL", null}, {"int4range", "'[1,5]'", "[1,6)"},
        {"mood[]", "'[\"sad\"]'", "{sad}"}};

    @TempDir
    Path folder;

    @Test
    void convertsWithoutLossOrRejectsWithAReason() throws Exception {
        // Given
        Lite lite = new Lite(folder).postgres("CREATE TYPE mood AS ENUM ('sad', 'glad');"
                + " CREATE DOMAIN positive AS int CHECK (VALUE > 0)");
        List<String> file = new ArrayList<>();
        StringBuilder target = new StringBuilder();
        for (int i = 0; i < CASES.length; i++) {
            file.add("CREATE TABLE c" + i + " (v)");
            file.add("INSERT INTO c" + i + " VALUES (" + CASES[i][1] + ")");
            target.append("CREATE TABLE c").append(i).append(" (v ").append(CASES[i][0]).append(");");
        }
        lite.sqlite(file.toArray(String[]::new)).postgres(target.toString());
        Path rejects = folder.resolve("rejects");

        // When
        IntakeResult result = lite.bring(new IntakeOptions(null, null, rejects, null, null));

        // Then
        assertThat(result.run().certificate().certificate().tables())
                .allSatisfy(table -> assertThat(table.verdict()).as(table.table()).isEqualTo(Verdict.EQUAL));
        List<String> lines = Files.readAllLines(rejects);
        for (int i = 0; i < CASES.length; i++) {
            String[] one = CASES[i];
            String name = "c" + i + " " + one[0] + " " + one[1];
            List<String> rows = lite.rows("SELECT v::text FROM c" + i);
            if (one[2] != null && one[2].startsWith(REJECTED)) {
                String start = "{\"table\":\"public.c" + i + "\"";
                assertThat(rows).as(name).isEmpty();
                assertThat(lines).as(name).anySatisfy(line -> assertThat(line).startsWith(start)
                        .contains(one[2].substring(1).replace("\\", "\\\\")));
            } else {
                assertThat(rows).as(name).containsExactly(one[2]);
            }
        }
    }

    @Test
    void doesWithOddTextsAndTimesWhatItIsTold() throws Exception {
        // Given
        Lite lite = new Lite(folder).sqlite("CREATE TABLE t (a, b, c, d)",
                "INSERT INTO t VALUES (CAST(x'610062' AS TEXT), CAST(x'e1' AS TEXT), 1704067200, '2024-07-01 12:00:00')")
                .postgres("CREATE TABLE t (a text, b text, c timestamptz, d timestamptz)");

        // When
        IntakeResult result = lite.bring(new IntakeOptions(new Policy(Policy.Nul.REPLACE, Policy.Invalid.LATIN1,
                Policy.Epoch.MILLIS, ZoneId.of("America/Santiago")), null, null, null, null));

        // Then
        assertThat(result.run().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(lite.value("SELECT a || b || c || ' ' || d FROM t"))
                .isEqualTo("a␀bá1970-01-20 17:21:07.2+00 2024-07-01 16:00:00+00");
    }

    @Test
    void readsFilesInUtf16() throws Exception {
        // Given
        Lite lite = new Lite(folder).sqlite("PRAGMA encoding = 'UTF-16le'", "CREATE TABLE t (a)", "INSERT INTO t VALUES ('ñ🎫')")
                .postgres("CREATE TABLE t (a text)");

        // When
        lite.bring();

        // Then
        assertThat(lite.rows("SELECT a FROM t")).containsExactly("ñ🎫");
    }
}
