package io.mudanza.dumps.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.dumps.testing.Dumped;
import io.mudanza.dumps.testing.RestoreProcess;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process is killed at a step; the caller drops the scratch database and begins again, or gives up. */
@Timeout(120)
class KilledRestoreTest {

    @TempDir
    static Path folder;

    private static Path dump;

    @BeforeAll
    static void makeDump() throws Exception {
        DatabaseAddress source = Dumped.empty("killed_source");
        Dumped.execute(source, "CREATE TABLE t (a int PRIMARY KEY, b text); INSERT INTO t SELECT i, md5(i::text) FROM generate_series(1, 50000) i;"
                + " CREATE TABLE u (a int REFERENCES t (a)); INSERT INTO u VALUES (1)");
        dump = Dumped.dump(source, folder.resolve("d"), "-Fc");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "restore:role-made", "restore:before-commit", "restore:segment-committed", "restore:read", "restore:read-back", "restore:indexed",
        "restore:before-handover", "restore:handed-over"})
    void leavesNothingThatANewAttemptOrForgettingDoesNotTakeAway(String point) throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        TestInfra.Database database = TestInfra.newDatabase("killed");
        DatabaseAddress scratch = DatabaseAddress.parse(database.url(), null, null);
        DatabaseAddress server = scratch.withDatabase("postgres");

        // When
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "-Dmudanza.crash-point=" + point, RestoreProcess.class.getName(), job.toString(), dump.toString(), database.url())
                .inheritIO().start();

        // Then
        assertThat(process.waitFor()).isEqualTo(137);
        Dumped.execute(server, "DROP DATABASE \"" + database.name() + "\" WITH (FORCE)");
        Dumped.execute(server, "CREATE DATABASE \"" + database.name() + "\" TEMPLATE template0");
        DumpReport again = Dumped.restore(DumpRequest.of(job, DumpSource.open(dump), scratch, DumpPolicy.STRICT));
        assertThat(again.equal()).isTrue();
        assertThat(Dumped.roles(scratch)).isEmpty();
    }

    @Test
    void forgettingTakesTheRoleAway() throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        TestInfra.Database database = TestInfra.newDatabase("given_up");
        DatabaseAddress server = DatabaseAddress.parse(database.url(), null, null).withDatabase("postgres");
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "-Dmudanza.crash-point=restore:read-back", RestoreProcess.class.getName(), job.toString(), dump.toString(), database.url())
                .inheritIO().start();
        assertThat(process.waitFor()).isEqualTo(137);
        assertThat(Dumped.roles(server)).contains(ThrowAwayRole.name(job));

        // When
        Dumped.execute(server, "DROP DATABASE \"" + database.name() + "\" WITH (FORCE)");
        DumpRestore.forget(job, server);
        DumpRestore.forget(job, server);

        // Then
        assertThat(Dumped.roles(server)).isEmpty();
    }

    @Test
    void aCancelledRestoreLeavesNoRole() throws Exception {
        // Given
        DatabaseAddress scratch = Dumped.empty("cancelled");
        DumpRequest request = DumpRequest.of(UUID.randomUUID(), DumpSource.open(dump), scratch, DumpPolicy.STRICT);
        java.util.concurrent.atomic.AtomicInteger asked = new java.util.concurrent.atomic.AtomicInteger();
        Cancellation cancellation = () -> asked.incrementAndGet() > 20;

        // When / Then
        assertThatThrownBy(() -> new DumpRestore(ProgressListener.NONE, cancellation).restore(request)).isInstanceOfSatisfying(
                EngineException.class, e -> assertThat(e.code()).isEqualTo(EngineException.Code.CANCELLED));
        assertThat(Dumped.roles(scratch)).isEmpty();
    }

    @Test
    void aRoleThatMayNotMakeRolesRestoresWithItsOwnRightsAndSaysSo() throws Exception {
        // Given
        DatabaseAddress scratch = Dumped.empty("own");
        Dumped.execute(scratch, "CREATE ROLE plain_owner LOGIN PASSWORD 'x'; ALTER DATABASE \"" + scratch.database() + "\" OWNER TO plain_owner");
        DatabaseAddress own = new DatabaseAddress(scratch.host(), scratch.port(), scratch.database(), "plain_owner", "x", null);

        // When
        DumpReport report = Dumped.restore(dump, own);

        // Then
        assertThat(report.equal()).isTrue();
        assertThat(report.restoredBy()).isEqualTo(RestoredBy.ROLE_OF_THE_PLATFORM);
        assertThat(report.notes()).isNotEmpty();
    }

    @Test
    void anOwnerWithCreateroleMakesAndDropsTheRole() throws Exception {
        // Given
        DatabaseAddress scratch = Dumped.empty("creator");
        Dumped.execute(scratch, "CREATE ROLE creating_owner LOGIN CREATEROLE PASSWORD 'x'; ALTER DATABASE \"" + scratch.database()
                + "\" OWNER TO creating_owner");
        DatabaseAddress own = new DatabaseAddress(scratch.host(), scratch.port(), scratch.database(), "creating_owner", "x", null);

        // When
        DumpReport report = Dumped.restore(dump, own);

        // Then
        assertThat(report.equal()).isTrue();
        assertThat(report.restoredBy()).isEqualTo(RestoredBy.THROW_AWAY_ROLE);
        assertThat(Dumped.one(scratch, "SELECT relowner::regrole::text FROM pg_class WHERE relname = 't'")).isEqualTo("creating_owner");
        assertThat(Dumped.one(scratch, "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'public'"))
                .isEqualTo("pg_database_owner");
        assertThat(Dumped.roles(scratch)).isEmpty();
    }

    @Test
    void onlyTheTablesThatAreWanted() throws Exception {
        // Given
        DatabaseAddress scratch = Dumped.empty("chosen");
        DumpSelection selection = new DumpSelection(java.util.List.of(), java.util.List.of("public.t"), java.util.List.of());

        // When
        DumpReport report = Dumped.restore(new DumpRequest(UUID.randomUUID(), DumpSource.open(dump), scratch, selection,
                DumpPolicy.STRICT, io.mudanza.dumps.DumpLimits.DEFAULT, 2, true, true));

        // Then
        assertThat(report.equal()).isTrue();
        assertThat(report.tables()).extracting(TableReport::label).containsExactly("public.u");
        assertThat(report.skipped()).isNotEmpty();
    }
}
