package io.mudanza.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.manifest.ExtensionHead;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.schema.TestDatabases;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private static Head head(int version, String encoding, List<ExtensionHead> extensions, List<String> roles) {
        return new Head(1, 0, List.of(), UUID.randomUUID(), Instant.now(), "test", "node", "db", "15", version,
                encoding, "C", "C", "x", null, 1000, false, false, false, true, 0, List.of(), extensions, roles,
                List.of(), List.of(), List.of());
    }

    private static Head plain() {
        return head(150000, "UTF8", List.of(), List.of());
    }

    private static PreflightRequest request(DatabaseAddress target, SwitchMode mode, boolean keep, boolean overwrite) {
        return new PreflightRequest(target, UUID.randomUUID(), mode, keep, overwrite, null, null, 2);
    }

    private static List<Code> codes(PreflightReport report) {
        return report.errors().stream().map(PreflightReport.Problem::code).toList();
    }

    @Test
    void anEmptyTargetOfASuperuserIsSwapped() throws Exception {
        PreflightReport report =
                new Preflight().check(request(TestDatabases.create("pre"), null, false, false), plain());
        assertThat(report.errors()).isEmpty();
        assertThat(report.mode()).isEqualTo(SwitchMode.DATABASE_SWAP);
        assertThat(report.targetHadData()).isFalse();
        assertThat(report.freeBytes()).isPositive();
    }

    @Test
    void aTargetWithDataNeedsACheckpointOrLeave() throws Exception {
        // Given
        DatabaseAddress target = TestDatabases.create("pre");
        TestDatabases.run(target, "CREATE TABLE t ()");

        // When / Then
        Preflight preflight = new Preflight();
        assertThat(codes(preflight.check(request(target, null, false, false), plain())))
                .containsExactly(Code.TARGET_NOT_EMPTY);
        assertThat(codes(preflight.check(request(target, null, false, true), plain()))).isEmpty();
        PreflightReport kept = preflight.check(request(target, null, true, false), plain());
        assertThat(kept.ok()).isTrue();
        assertThat(kept.targetHadData()).isTrue();
    }

    @Test
    void findsEverythingAtOnce() throws Exception {
        // Given
        DatabaseAddress target = TestDatabases.create("pre");
        TestDatabases.run(target, "CREATE DATABASE " + target.database() + "_latin TEMPLATE template0 ENCODING 'LATIN1'"
                + " LC_COLLATE 'C' LC_CTYPE 'C'");

        // When
        PreflightReport report = new Preflight().check(
                request(target.withDatabase(target.database() + "_latin"), null, true, false),
                head(990000, "UTF8", List.of(new ExtensionHead("no_such", "1", "public")), List.of("nobody here")));

        // Then
        assertThat(codes(report)).containsExactlyInAnyOrder(
                Code.TARGET_VERSION_OLDER, Code.TARGET_ENCODING_UNFIT, Code.TARGET_EXTENSION_MISSING);
        assertThat(report.notCarried()).extracting("name").containsExactly("nobody here");
    }

    @Test
    void choosesTheModeByTheRights() throws Exception {
        // Given
        DatabaseAddress admin = TestDatabases.create("pre");
        String role = "r_" + admin.database();
        TestDatabases.run(admin, "CREATE ROLE " + role + " LOGIN PASSWORD 'r'",
                "ALTER DATABASE " + admin.database() + " OWNER TO " + role);
        DatabaseAddress owner = TestDatabases.as(admin, role, "r");
        Preflight preflight = new Preflight();

        // When / Then
        assertThat(preflight.check(request(owner, null, true, false), plain()).mode()).isEqualTo(SwitchMode.IN_PLACE);
        assertThat(codes(preflight.check(request(owner, SwitchMode.DATABASE_SWAP, true, false), plain())))
                .containsExactly(Code.TARGET_RIGHTS_MISSING);
        TestDatabases.run(admin, "CREATE TABLE public.of_somebody_else ()");
        PreflightReport neither = preflight.check(request(owner, null, true, false), plain());
        assertThat(codes(neither)).containsExactly(Code.TARGET_RIGHTS_MISSING);
        assertThat(neither.errors().getFirst().advice()).contains("of_somebody_else");
        TestDatabases.run(admin, "ALTER ROLE " + role + " CREATEDB");
        assertThat(preflight.check(request(owner, null, true, false), plain()).mode())
                .isEqualTo(SwitchMode.DATABASE_SWAP);
    }

    @Test
    void findsTheNamesThatItNeedsAndCreatesNothing() throws Exception {
        // Given
        DatabaseAddress target = TestDatabases.create("pre");
        PreflightRequest request = request(target, null, true, false);
        String brief = request.job().toString().substring(28);
        TestDatabases.run(target, "CREATE DATABASE \"" + target.database() + "_checkpoint_" + brief + "\"");
        List<String> before = TestDatabases.column(target, "SELECT datname FROM pg_database ORDER BY 1");

        // When
        PreflightReport report = new Preflight().check(request, plain());

        // Then
        assertThat(codes(report)).containsExactly(Code.CHECKPOINT_EXISTS);
        assertThat(TestDatabases.column(target, "SELECT datname FROM pg_database ORDER BY 1")).isEqualTo(before);
    }

    @Test
    void aWrongPgDumpIsAnErrorWithTheCommandThatHelps() throws Exception {
        DatabaseAddress target = TestDatabases.create("pre");
        PreflightReport report = new Preflight().check(
                new PreflightRequest(target, UUID.randomUUID(), null, true, false, null, "/nowhere/pg_dump", 2),
                plain());
        assertThat(codes(report)).containsExactly(Code.PG_DUMP_MISSING);
        assertThat(report.errors().getFirst().advice()).contains("install");
    }
}
