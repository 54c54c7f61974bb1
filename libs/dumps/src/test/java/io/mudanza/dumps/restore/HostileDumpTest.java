package io.mudanza.dumps.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpException.Code;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.policy.DefinerRights;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.testing.Dumped;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps that want more than to be restored: rows 37 to 47 of the attack table. */
@Timeout(30)
class HostileDumpTest {

    @TempDir
    Path folder;

    private DatabaseAddress scratch;

    @BeforeEach
    void makeScratch() throws Exception {
        scratch = Dumped.empty("hostile");
    }

    private void refused(String body, Code code) throws Exception {
        assertThatThrownBy(() -> Dumped.restore(Dumped.plain(body), scratch, DumpPolicy.STRICT))
                .isInstanceOfSatisfying(DumpException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(Dumped.roles(scratch)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\\! touch PROOF", "\\i /etc/passwd", "\\ir x.sql", "\\o |touch PROOF", "\\copy t from program 'touch PROOF'", "\\connect other",
        "\\c", "\\gexec", "SELECT 'touch PROOF' \\gexec", "SELECT 1 \\g |touch PROOF", "\\unrestrict `touch PROOF`",
        "\\restrict `touch PROOF`", "\\set x `touch PROOF`", "\\lo_import /etc/passwd", "\\unrestrict abc", "\\.",
        "CREATE TABLE public.t (a int); \\! touch PROOF", "\r\\! touch PROOF", "/* \n */ \\! touch PROOF", "-- x\r\\! touch PROOF"})
    void row37NoCommandOfPsqlIsTaken(String body) throws Exception {
        if (body.equals("\\connect other")) {
            refused(body + "\n\\connect third", Code.DUMP_OF_CLUSTER);
        } else {
            refused(body + "\n", Code.DUMP_REFUSED);
        }
    }

    @Test
    void row38TheRestrictLinesOfPgDumpAreDropped() throws Exception {
        // Given
        String body = "\\restrict kMb2xZ\nCREATE TABLE public.t (a int);\nCOPY public.t (a) FROM stdin;\n1\n\\.\n\\unrestrict kMb2xZ\n";

        // When
        DumpReport report = Dumped.restore(Dumped.plain(body), scratch, DumpPolicy.STRICT);

        // Then
        assertThat(report.rows()).isEqualTo(1);
        assertThat(report.equal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "COPY public.t (a) FROM stdin;\r\n1\r\n\\.\r\n", "COPY public.t (a) FROM stdin;\n1\r\n\\.\n", "COPY public.t (a) FROM stdin;\n\\.x\n\\.\n",
        "COPY public.t (a) FROM stdin; DROP TABLE public.t;\n1\n\\.\n", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $a$ select 1 $a$ \\! x\n;",
        "COMMENT ON TABLE public.t IS 'a'\n'b';", "COMMENT ON TABLE public.t IS E'a'\n'b\\'; DROP TABLE public.t; --';",
        "COMMENT ON TABLE public.t IS U&'\\0027';", "--PAD\nCOMMENT ON TABLE public.t IS '\0';", "SELECT 1a;", "--PAD\n\u0001CREATE TABLE public.x ();",
        "CREATE TABLE public.x (); SELECT pg_sleep(1);"})
    void row39NothingHidesFromTheTokenizer(String body) throws Exception {
        // Beyond the first kilobyte, in which such bytes say that it is no dump at all.
        refused("CREATE TABLE public.t (a int);\n" + body.replace("--PAD", "-- x\n".repeat(300)), Code.DUMP_REFUSED);
    }

    @Test
    void row39InvalidTextAndCutDumpsAreRefused() throws Exception {
        refused("CREATE TABLE public.t (a int, b text DEFAULT 'x", Code.DUMP_TRUNCATED);
        refused("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $a$ select 1 $b$", Code.DUMP_TRUNCATED);
        refused("/* /* */ never closed", Code.DUMP_TRUNCATED);
        Path bad = Files.write(folder.resolve("bad.sql"), new byte[] {'C', 'O', 'M', 'M', 'E', 'N', 'T', ' ', 'O', 'N', ' ',
            'S', 'C', 'H', 'E', 'M', 'A', ' ', (byte) 0xff, ' ', 'I', 'S', ' ', '\'', '\'', ';', '\n'});
        assertThatThrownBy(() -> Dumped.restore(bad, scratch)).isInstanceOfSatisfying(
                DumpException.class, e -> assertThat(e.code()).isEqualTo(Code.DUMP_CORRUPT));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "COPY public.t FROM PROGRAM 'touch PROOF';", "COPY public.t TO PROGRAM 'touch PROOF';", "COPY public.t FROM '/etc/passwd';",
        "COPY public.t TO '/tmp/x';", "COPY (SELECT 1) TO STDOUT;", "COPY public.t TO STDOUT;", "COPY public.t FROM stdin WITH (FORMAT csv);",
        "copy/**/public.t from/**/program 'touch PROOF';"})
    void row40CopyOnlyFromTheDumpItself(String body) throws Exception {
        refused("CREATE TABLE public.t (a text);\n" + body, Code.DUMP_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "CREATE LANGUAGE plpython3u;", "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc', 'system';",
        "CREATE FUNCTION f() RETURNS int AS 'libc', 'system' LANGUAGE 'C';", "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'x';",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'x';", "CREATE TYPE public.x (INPUT = a, OUTPUT = b);", "LOAD 'x';",
        "CREATE ACCESS METHOD x TYPE INDEX HANDLER y;", "CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION f(internal));"})
    void row41NoCodeOfTheServer(String body) throws Exception {
        refused(body, Code.DUMP_REFUSED);
    }

    @Test
    void row41ExtensionsOnlyWhenPermitted() throws Exception {
        // Given
        String body = "CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;\n"
                + "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;\nCREATE TABLE public.t (a text);\n"
                + "COPY public.t (a) FROM stdin;\nx\n\\.\nCREATE INDEX t_a ON public.t USING gin (a public.gin_trgm_ops);\n";

        // When / Then
        refused(body, Code.DUMP_EXTENSION_REFUSED);
        refused("CREATE FUNCTION public.similarity(text, text) RETURNS real LANGUAGE sql AS 'select 1';\n"
                + "CREATE EXTENSION pg_trgm;", Code.DUMP_EXTENSION_REFUSED);
        DatabaseAddress other = Dumped.empty("extension");
        assertThat(Dumped.restore(Dumped.plain(body), other, new DumpPolicy(Set.of("pg_trgm"), DefinerRights.REFUSE)).equal())
                .isTrue();
        assertThatThrownBy(() -> Dumped.restore(Dumped.plain("CREATE SCHEMA s; CREATE FUNCTION s.similarity(text, text)"
                + " RETURNS real LANGUAGE sql AS 'select 1'; CREATE EXTENSION pg_trgm WITH SCHEMA s;"), Dumped.empty("shadow"),
                new DumpPolicy(Set.of("pg_trgm"), DefinerRights.REFUSE)))
                .isInstanceOfSatisfying(DumpException.class, e -> assertThat(e.code()).isEqualTo(Code.DUMP_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ALTER SYSTEM SET shared_preload_libraries = 'x';", "SET ROLE postgres;", "SET LOCAL role = postgres;", "SET session_authorization = x;",
        "GRANT pg_execute_server_program TO PUBLIC;", "GRANT postgres TO mudanza;", "CREATE ROLE x SUPERUSER;", "CREATE USER x SUPERUSER;",
        "ALTER ROLE postgres PASSWORD 'x';", "ALTER USER postgres SET search_path = x;", "CREATE TABLESPACE x LOCATION '/tmp';",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'select 1';",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET role = postgres AS 'select 1';",
        "CREATE FOREIGN DATA WRAPPER x;", "CREATE SERVER x FOREIGN DATA WRAPPER y;", "CREATE FOREIGN TABLE x (a int) SERVER y;",
        "CREATE USER MAPPING FOR PUBLIC SERVER x;", "IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z;", "SELECT lo_import('/etc/passwd');",
        "SELECT pg_catalog.lo_export(1, '/tmp/x');", "DO $$ BEGIN EXECUTE 'x'; END $$;", "SELECT pg_read_file('/etc/passwd');", "CALL p();",
        "SELECT pg_catalog.set_config('role', 'postgres', false);", "SELECT evil.setval('x', 1);", "SELECT setval('x', (SELECT 1));",
        "WITH x AS (SELECT 1) SELECT 1;", "INSERT INTO public.t SELECT 1;", "INSERT INTO public.t VALUES (pg_sleep(1));",
        "INSERT INTO public.t VALUES ((SELECT 1));", "UPDATE pg_catalog.pg_authid SET rolsuper = true;", "DELETE FROM x;", "TRUNCATE x;",
        "CREATE TABLE public.x AS SELECT 1;", "SELECT 1 INTO public.x;", "CREATE MATERIALIZED VIEW public.m AS SELECT 1;",
        "CREATE TEMP TABLE x (a int);", "CREATE SCHEMA x CREATE TABLE y (a int);", "CREATE SCHEMA AUTHORIZATION postgres;",
        "ALTER TABLE public.t ADD COLUMN x int DEFAULT pg_sleep(1);", "ALTER TABLE public.t ALTER a TYPE text USING f();",
        "ALTER FUNCTION f() SECURITY DEFINER;", "ALTER EXTENSION x UPDATE;", "PREPARE x AS SELECT 1;", "LISTEN x;", "VACUUM;", "CHECKPOINT;",
        "EXPLAIN ANALYZE SELECT 1;", "SET log_statement = 'none';", "SET session_replication_role = replica;", "RESET ALL;", "ROLLBACK;"})
    void row42NoStatementBeyondTheList(String body) throws Exception {
        refused(body, Code.DUMP_REFUSED);
    }

    @Test
    void row42OwnersPrivilegesAndReplicationAreLeftOutAndReported() throws Exception {
        // Given
        String body = "CREATE TABLE public.t (a int);\nALTER TABLE public.t OWNER TO postgres;\nGRANT ALL ON TABLE public.t TO PUBLIC;\n"
                + "REVOKE ALL ON SCHEMA public FROM PUBLIC;\nALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT ALL ON TABLES TO PUBLIC;\n"
                + "SET SESSION AUTHORIZATION postgres;\nRESET SESSION AUTHORIZATION;\nCREATE PUBLICATION p FOR ALL TABLES;\n"
                + "CREATE SUBSCRIPTION s CONNECTION 'host=evil' PUBLICATION p;\nCREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f();\n"
                + "SECURITY LABEL FOR x ON TABLE public.t IS 'y';\nALTER DATABASE x SET search_path = evil;\nCREATE DATABASE x;\n"
                + "COPY public.t (a) FROM stdin;\n1\n\\.\n";

        // When
        DumpReport report = Dumped.restore(Dumped.plain(body), scratch, DumpPolicy.STRICT);

        // Then
        assertThat(report.skipped()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(Dumped.one(scratch, "SELECT relacl::text FROM pg_class WHERE relname = 't'")).isNull();
        assertThat(Dumped.one(scratch, "SELECT count(*) FROM pg_publication")).isEqualTo("0");
    }

    @Test
    void row42DefinersAreStrippedWhereThatIsWanted() throws Exception {
        // Given
        String body = "CREATE FUNCTION public.f() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'select ''SECURITY DEFINER''';\n"
                + "CREATE TABLE public.t ();\nCOPY public.t FROM stdin;\n\\.\n";

        // When
        Dumped.restore(Dumped.plain(body), scratch, new DumpPolicy(Set.of(), DefinerRights.STRIP));

        // Then
        assertThat(Dumped.one(scratch, "SELECT prosecdef FROM pg_proc WHERE proname = 'f'")).isEqualTo("f");
        assertThat(Dumped.one(scratch, "SELECT public.f()")).isEqualTo("SECURITY DEFINER");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "COPY public.stolen FROM PROGRAM 'touch PROOF'", "COPY public.stolen FROM '/etc/passwd'", "ALTER ROLE postgres PASSWORD 'x'",
        "CREATE ROLE evil SUPERUSER", "ALTER SYSTEM SET work_mem = '1GB'", "SET ROLE postgres", "SET SESSION AUTHORIZATION postgres",
        "RESET ROLE; ALTER ROLE postgres PASSWORD 'x'", "SELECT pg_read_file('/etc/passwd')", "SELECT lo_import('/etc/passwd')",
        "DROP DATABASE postgres", "SELECT passwd FROM pg_catalog.pg_authid", "CREATE EXTENSION dblink", "ALTER DATABASE postgres SET work_mem = 1"})
    void row43WhatACheckCallsHasNoPower(String evil) throws Exception {
        // Given: a check that calls a function runs while rows are loaded.
        String body = "CREATE TABLE public.stolen (a text);\nCREATE FUNCTION public.f(a int) RETURNS boolean LANGUAGE plpgsql AS $f$ BEGIN EXECUTE "
                + "$e$" + evil + "$e$; RETURN true; END $f$;\nCREATE TABLE public.t (a int CHECK (public.f(a)));\n"
                + "COPY public.t (a) FROM stdin;\n1\n\\.\n";

        // When / Then
        assertThatThrownBy(() -> Dumped.restore(Dumped.plain(body), scratch, DumpPolicy.STRICT)).satisfies(e ->
                assertThat(e).isInstanceOfAny(EngineException.class, DumpException.class));
        assertThat(Dumped.roles(scratch)).isEmpty();
        assertThat(Dumped.one(scratch, "SELECT count(*) FROM pg_roles WHERE rolname = 'evil'")).isEqualTo("0");
    }

    @Test
    void row43FunctionsMadeInSecretWithTheRightsOfTheirOwnerAreFound() throws Exception {
        refused("CREATE FUNCTION public.f(a int) RETURNS boolean LANGUAGE plpgsql AS $f$ BEGIN EXECUTE 'CREATE OR REPLACE FUNCTION public.evil()"
                + " RETURNS int LANGUAGE sql SECURITY DEFINER AS ''select 1'''; RETURN true; END $f$;\n"
                + "CREATE TABLE public.t (a int CHECK (public.f(a)));\nCOPY public.t (a) FROM stdin;\n1\n\\.\n", Code.DUMP_REFUSED);
    }

    @Test
    void row43TriggersAndRulesNeverSeeTheRows() throws Exception {
        // Given
        String body = "CREATE TABLE public.t (a int);\nCREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.a := 7; RETURN NEW; END';\n"
                + "CREATE TRIGGER tr BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.f();\n"
                + "CREATE RULE r AS ON INSERT TO public.t DO INSTEAD NOTHING;\nCOPY public.t (a) FROM stdin;\n1\n2\n\\.\n";

        // When
        DumpReport report = Dumped.restore(Dumped.plain(body), scratch, DumpPolicy.STRICT);

        // Then
        assertThat(report.equal()).isTrue();
        assertThat(Dumped.one(scratch, "SELECT sum(a) FROM public.t")).isEqualTo("3");
    }

    @Test
    void row43RowsThatAFunctionChangesAreSeen() throws Exception {
        // Given
        String body = "CREATE TABLE public.t (a int);\nCREATE FUNCTION public.f(n int) RETURNS boolean LANGUAGE plpgsql AS"
                + " 'BEGIN INSERT INTO public.t VALUES (n + 1000); RETURN true; END';\nCREATE TABLE public.u (a int CHECK (public.f(a)));\n"
                + "COPY public.t (a) FROM stdin;\n1\n\\.\nCOPY public.u (a) FROM stdin;\n5\n\\.\n"
                + "COPY public.t (a) FROM stdin;\n2\n\\.\n";

        // When
        DumpReport report = Dumped.restore(Dumped.plain(body), scratch, DumpPolicy.STRICT);

        // Then
        assertThat(report.equal()).isFalse();
        assertThat(report.tables().getFirst().rowsInDump()).isEqualTo(2);
        assertThat(report.tables().getFirst().rowsInDatabase()).isEqualTo(3);
    }

    /** A view that is filled at the very end; beside it a table whose policy would hide its rows from its owner. */
    @Test
    void row43RowsThatAreChangedBehindEverythingElseAreSeen() throws Exception {
        // Given
        String body = "CREATE TABLE public.t (a int);\nCREATE TABLE public.hidden (a int);\nCREATE FUNCTION public.f(n int) RETURNS int LANGUAGE plpgsql AS"
                + " 'BEGIN INSERT INTO public.t VALUES (n + 1000); RETURN n; END';\n"
                + "CREATE MATERIALIZED VIEW public.m AS SELECT public.f(1) AS a WITH NO DATA;\n"
                + "COPY public.t (a) FROM stdin;\n1\n2\n\\.\nCOPY public.hidden (a) FROM stdin;\n3000\n\\.\n"
                + "ALTER TABLE public.hidden ENABLE ROW LEVEL SECURITY;\nALTER TABLE ONLY public.hidden FORCE ROW LEVEL SECURITY;\n"
                + "CREATE POLICY p ON public.hidden USING (a < 1000);\nREFRESH MATERIALIZED VIEW public.m;\n";

        // When
        DumpReport report = Dumped.restore(Dumped.plain(body), scratch, DumpPolicy.STRICT);

        // Then
        assertThat(report.tables()).extracting(TableReport::name, TableReport::rowsInDatabase, TableReport::equal)
                .containsExactly(tuple("t", 3L, false), tuple("hidden", 1L, true));
        assertThat(Dumped.one(scratch, "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'hidden'")).isEqualTo("t");
    }

    @Test
    void row44APathOfTheDumpShadowsNothingOfOurs() throws Exception {
        // Given
        String body = "CREATE SCHEMA evil;\nCREATE FUNCTION evil.setval(text, bigint, boolean) RETURNS bigint LANGUAGE sql AS 'select 666::bigint';\n"
                + "CREATE SEQUENCE public.s;\nCREATE TABLE public.t (a int);\nSET search_path = evil, pg_catalog;\n"
                + "COPY public.t (a) FROM stdin;\n1\n\\.\nSELECT setval('public.s', 41, true);\n";

        // When
        Dumped.restore(Dumped.plain(body), scratch, DumpPolicy.STRICT);

        // Then
        assertThat(Dumped.one(scratch, "SELECT nextval('public.s')")).isEqualTo("42");
    }

    @Test
    void row45WhatNeverEndsIsEnded() throws Exception {
        // Given
        DumpLimits limits = DumpLimits.DEFAULT.withStatementTimeout(Duration.ofSeconds(2));
        String endless = "CREATE MATERIALIZED VIEW public.m AS WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a FROM r) SELECT count(*) FROM r"
                + " WITH NO DATA;\nREFRESH MATERIALIZED VIEW public.m;\n";
        String check = "CREATE FUNCTION public.f(a int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM set_config('statement_timeout', '0', false);"
                + " LOOP BEGIN PERFORM pg_sleep(1000); EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$;\n"
                + "CREATE TABLE public.t (a int CHECK (public.f(a)));\nCOPY public.t (a) FROM stdin;\n1\n\\.\n";

        // When / Then
        for (String body : new String[] {endless, check}) {
            assertThatThrownBy(() -> Dumped.restore(Dumped.request(Dumped.plain(body), Dumped.empty("endless"), DumpPolicy.STRICT, limits)))
                    .isInstanceOfSatisfying(DumpException.class, e -> assertThat(e.code()).isEqualTo(Code.DUMP_LIMIT));
        }
        assertThat(Dumped.roles(scratch)).isEmpty();
        assertThat(Dumped.one(scratch, "SELECT count(*) FROM pg_stat_activity WHERE usename LIKE 'mudanza_restore%'")).isEqualTo("0");
    }

    @Test
    void row45RowsStatementsAndSizesHaveLimits() throws Exception {
        // Given
        DumpLimits small = new DumpLimits(1 << 20, 1 << 20, 1 << 20, 10, 8 << 20, Duration.ofMinutes(1));
        String table = "CREATE TABLE public.t (a text);\n";

        // When / Then
        for (String body : new String[] {
            table + "COPY public.t (a) FROM stdin;\n" + "x".repeat(2 << 20) + "\n\\.\n",
            table + "COMMENT ON TABLE public.t IS '" + "x".repeat(2 << 20) + "';",
            table + "COPY public.t (a) FROM stdin;\n" + "x\n".repeat(11) + "\\.\n",
            "-- x\n".repeat(2 << 20)}) {
            assertThatThrownBy(() -> Dumped.restore(Dumped.request(Dumped.plain(body), Dumped.empty("limit"), DumpPolicy.STRICT, small)))
                    .isInstanceOfSatisfying(DumpException.class, e -> assertThat(e.code()).isEqualTo(Code.DUMP_LIMIT));
        }
    }

    @Test
    void row46NamesAreNeverPartOfAnAddress() throws Exception {
        // Given
        Dumped.execute(scratch, "CREATE DATABASE \"host=evil dbname='x'\n?socketFactory=y\" TEMPLATE template0");
        String body = "CREATE TABLE public.\"x\"\"; DROP TABLE y; --\n\" (\"a'\n;\\\" int);\n"
                + "COPY public.\"x\"\"; DROP TABLE y; --\n\" (\"a'\n;\\\") FROM stdin;\n1\n\\.\n";

        // When
        DumpReport report = Dumped.restore(Dumped.plain(body), scratch.withDatabase("host=evil dbname='x'\n?socketFactory=y"),
                DumpPolicy.STRICT);

        // Then
        assertThat(report.equal()).isTrue();
    }

    @Test
    void row47NoSecretIsInWhatPeopleSee() throws Exception {
        // Given
        String body = "CREATE TABLE public.t (a int);\nINSERT INTO public.t VALUES ('canary-in-a-row', pg_sleep(1));";

        // When / Then
        assertThatThrownBy(() -> Dumped.restore(Dumped.plain(body), scratch, DumpPolicy.STRICT))
                .hasMessageNotContaining("canary").hasMessageNotContaining(scratch.password());
        assertThat(Dumped.request(Dumped.plain(body), scratch, DumpPolicy.STRICT, DumpLimits.DEFAULT).toString())
                .doesNotContain(scratch.password() + "@");
    }
}
