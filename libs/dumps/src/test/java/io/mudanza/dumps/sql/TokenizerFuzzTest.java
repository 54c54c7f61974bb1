package io.mudanza.dumps.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.policy.Decision;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.policy.StatementRules;
import io.mudanza.dumps.source.DumpItem;
import io.mudanza.dumps.source.DumpReader;
import io.mudanza.dumps.source.DumpSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.core.Parser;

/** Row 39: text that was changed at random is refused or understood; never a hang, never a statement that should not run. */
@Timeout(180)
class TokenizerFuzzTest {

    private static final int RUNS = Integer.getInteger("mudanza.fuzz-runs", 30_000);
    private static final long SEED = Long.getLong("mudanza.fuzz-seed", 20_260_201L);
    private static final Pattern MAY_RUN = Pattern.compile("(?is)(CREATE|ALTER|COMMENT|REFRESH)\\b.*");

    private static final String[] SPLINTERS = {
        "'", "''", "\"", "$$", "$a$", "$a$b", "--", "/*", "*/", "\\", "\\.", "\n\\.\n", ";", "\n", "\r", "\0", "E'", "e'\\'", "U&'", "B'", "(",
        ")", "BEGIN ATOMIC", "END", "CASE", "CREATE FUNCTION f() RETURNS int ", "SELECT canary();", ";SELECT canary();", "\n\\! canary\n",
        "COPY t FROM PROGRAM 'canary';", "COPY public.t (a) FROM stdin;\n", "SET standard_conforming_strings = off;", "\u00f1", "\ufeff", "1e", ":'x'",
        "DO $$ canary $$;", "LANGUAGE c", "SECURITY DEFINER", "'\\'; SELECT canary(); --'", "SET client_encoding = 'SJIS';", "`canary`",
        "ALTER SYSTEM SET canary = 1;", "AS SELECT canary()", "E'\\''; SELECT canary(); --'", "$_$", "\\restrict abc\n", "\\unrestrict abc\n"};

    @Test
    void changedTextIsRefusedOrUnderstood() throws Exception {
        byte[] whole = dump();
        Random random = new Random(SEED);
        int understood = 0;
        for (int run = 0; run < RUNS; run++) {
            // Given
            byte[] changed = changed(whole, random);

            // When / Then
            try (DumpReader reader = DumpSource.open(new ByteArrayInputStream(changed), "fuzz").read(DumpLimits.DEFAULT)) {
                understood += read(reader, run);
            } catch (DumpException e) {
                assertThat(e.code()).as("run %d of seed %d", run, SEED).isNotNull();
            }
        }
        assertThat(understood).isPositive();
    }

    private static int read(DumpReader reader, int run) throws IOException {
        StatementRules rules = new StatementRules(DumpPolicy.STRICT);
        int ran = 0;
        for (DumpItem item = reader.next(); item != null; item = reader.next()) {
            if (!(item instanceof DumpItem.Sql(var statement))) {
                continue;
            }
            Decision decision = rules.judge(statement);
            if (decision instanceof Decision.Setting(var name, var values)) {
                String value = values.getFirst();
                if (name.equals("client_encoding")) {
                    reader.charset(Encodings.charset(value));
                } else if (name.equals("standard_conforming_strings")) {
                    reader.standardStrings(!value.equals("off"));
                }
            }
            if (decision instanceof Decision.Run(var phase, var tables, var sql)) {
                ran++;
                String as = "run " + run + " of seed " + SEED + ": " + sql;
                assertThat(sql).as(as).matches(MAY_RUN);
                // A tokenizer of somebody else agrees that no canary stands outside of strings and bodies as a statement.
                assertThat(firstWords(sql, statement.standardStrings())).as(as)
                        .allMatch(text -> MAY_RUN.matcher(text.strip()).matches() || text.isBlank());
            }
        }
        return ran;
    }

    /** The statements that the driver would make of a text; a restore refuses all that are more than one. */
    private static java.util.List<String> firstWords(String sql, boolean standard) {
        try {
            var queries = Parser.parseJdbcSql(sql, standard, false, true, false, false);
            return queries.size() == 1 ? queries.stream().map(query -> query.nativeSql).toList() : java.util.List.of();
        } catch (java.sql.SQLException e) {
            return java.util.List.of();
        }
    }

    private static byte[] changed(byte[] whole, Random random) {
        int from = random.nextInt(whole.length - 1);
        int length = Math.min(whole.length - from, 200 + random.nextInt(4000));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = from;
        for (int change = random.nextInt(6); change >= 0; change--) {
            int next = Math.min(whole.length, Math.max(at, Math.min(from + length, at + random.nextInt(800))));
            out.write(whole, at, Math.min(whole.length, next) - at);
            switch (random.nextInt(5)) {
                case 0 -> out.write(random.nextInt(256));
                case 1 -> at = Math.min(whole.length, next + random.nextInt(40));
                case 2 -> out.write(whole, from, Math.min(length, random.nextInt(100)));
                default -> {
                    out.writeBytes(SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(StandardCharsets.UTF_8));
                    at = next;
                }
            }
            at = Math.max(at, next);
        }
        out.write(whole, Math.min(at, whole.length - 1), Math.max(0, Math.min(from + length, whole.length) - Math.min(at, whole.length - 1)));
        return out.toByteArray();
    }

    private static byte[] dump() throws IOException {
        try (InputStream sql = TokenizerFuzzTest.class.getResourceAsStream("/everything.sql")) {
            String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            StringBuilder kept = new StringBuilder("SET client_encoding = 'UTF8';\n");
            for (String statement : text.split("(?<=;\n)")) {
                if (MAY_RUN.matcher(statement.strip()).matches()) {
                    kept.append(statement);
                }
            }
            return kept.append("COPY public.t (a, b) FROM stdin;\n1\tx\\\\y\n2\t\\N\n\\.\nCOMMENT ON TABLE public.t IS 'x';\n")
                    .toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
