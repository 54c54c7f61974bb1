package io.mudanza.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSwapTest {

    private static final SwitchMode SWAP = SwitchMode.DATABASE_SWAP;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStateInPlaceThatLiesInADroppedDatabaseLeavesNoMedia(boolean keep) throws Exception {
        // Given: a switch in place, then one by renaming, which takes the first one's checkpoint aside with the database
        Platform platform = new Platform(TestDatabases.create("nested"), folder);
        UUID first = UUID.randomUUID();
        platform.load(first, SwitchMode.IN_PLACE);
        platform.target().publish(first, true, true, ProgressListener.NONE);
        UUID second = UUID.randomUUID();
        platform.load(second, SwitchMode.DATABASE_SWAP);
        // When
        platform.target().publish(second, true, keep, ProgressListener.NONE);
        if (keep) {
            assertThat(folder.resolve("media.mudanza-checkpoint-" + first)).exists();
            platform.target().drop(second.toString());
        }
        // Then
        assertThat(platform.target().list()).isEmpty();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("media", "journal");
    }

    @Test
    void publishesAndRollsBackDatabaseAndMediaTogether() throws Exception {
        // Given
        Platform platform = new Platform(TestDatabases.create("swap"), folder);
        UUID job = UUID.randomUUID();
        platform.load(job, SWAP);
        assertThat(platform.state()).isEqualTo("old");

        // When
        Checkpoint checkpoint = platform.target().publish(job, true, true, ProgressListener.NONE);

        // Then
        assertThat(platform.state()).isEqualTo("new");
        assertThat(platform.mediaState()).isEqualTo("new");
        assertThat(checkpoint.valid()).isTrue();
        assertThat(platform.target().list()).containsExactly(checkpoint);
        assertThat(TestDatabases.column(platform.address, "SELECT 1 FROM pg_namespace WHERE nspname = '_mudanza'"))
                .isEmpty();

        // When: the platform runs on the new state and is rolled back
        TestDatabases.run(platform.address, "UPDATE state SET what = 'newer'");
        Files.writeString(platform.media.resolve("later.txt"), "later");
        Checkpoint replaced = platform.target().rollBack(job, ProgressListener.NONE);

        // Then
        assertThat(platform.state()).isEqualTo("old");
        assertThat(platform.mediaState()).isEqualTo("old");
        assertThat(platform.media.resolve("later.txt")).doesNotExist();
        assertThat(platform.target().list()).containsExactly(replaced);
        assertThatThrownBy(() -> platform.target().rollBack(job, ProgressListener.NONE))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.code()).isEqualTo(EngineException.Code.CHECKPOINT_MISSING);
                    assertThat(e).hasMessageContaining("already");
                });

        // When
        platform.target().drop(replaced.id());

        // Then
        assertThat(platform.target().list()).isEmpty();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("media", "journal");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "publish:intent", "publish:drained", "publish:first-rename", "publish:before-commit", "publish:committed",
        "media:aside", "media:in", "publish:media", "publish:open", "publish:done"
    })
    void isWhollyOldOrWhollyNewAfterACrashInPublish(String point) throws Exception {
        // Given
        Platform platform = new Platform(TestDatabases.create("crash"), folder);
        UUID job = UUID.randomUUID();
        platform.load(job, SWAP);

        // When
        assertThatThrownBy(() -> platform.crashingAt(point).publish(job, true, true, ProgressListener.NONE))
                .isInstanceOf(SimulatedCrash.class);
        platform.target().recover();

        // Then
        boolean committed = List.of("publish:committed", "media:aside", "media:in", "publish:media", "publish:open",
                        "publish:done")
                .contains(point);
        assertThat(platform.state()).isEqualTo(committed ? "new" : "old");
        assertThat(platform.mediaState()).isEqualTo(committed ? "new" : "old");

        // When: the step runs again
        platform.target().publish(job, true, true, ProgressListener.NONE);

        // Then
        assertThat(platform.state()).isEqualTo("new");
        assertThat(platform.mediaState()).isEqualTo("new");
        platform.target().rollBack(job, ProgressListener.NONE);
        assertThat(platform.state()).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "rollback:intent", "rollback:drained", "rollback:before-commit", "rollback:committed", "media:aside",
        "media:in", "rollback:media", "rollback:open", "rollback:done"
    })
    void isWhollyOldOrWhollyNewAfterACrashInRollback(String point) throws Exception {
        // Given
        Platform platform = new Platform(TestDatabases.create("crashback"), folder);
        UUID job = UUID.randomUUID();
        platform.load(job, SWAP);
        platform.target().publish(job, true, true, ProgressListener.NONE);

        // When
        assertThatThrownBy(() -> platform.crashingAt(point).rollBack(job, ProgressListener.NONE))
                .isInstanceOf(SimulatedCrash.class);
        platform.target().recover();

        // Then
        boolean committed = !List.of("rollback:intent", "rollback:drained", "rollback:before-commit").contains(point);
        assertThat(platform.state()).isEqualTo(committed ? "old" : "new");
        assertThat(platform.mediaState()).isEqualTo(committed ? "old" : "new");
        if (!committed) {
            platform.target().rollBack(job, ProgressListener.NONE);
        }
        assertThat(platform.state()).isEqualTo("old");
        assertThat(platform.mediaState()).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish:committed", "publish:open", "publish:dropped", "publish:done"})
    void keepsNoCheckpointWhereNoneIsWantedAlsoAfterACrash(String point) throws Exception {
        // Given
        Platform platform = new Platform(TestDatabases.create("nokeep"), folder);
        UUID job = UUID.randomUUID();
        platform.load(job, SWAP);

        // When
        assertThatThrownBy(() -> platform.crashingAt(point).publish(job, true, false, ProgressListener.NONE))
                .isInstanceOf(SimulatedCrash.class);
        platform.target().publish(job, true, false, ProgressListener.NONE);

        // Then
        assertThat(platform.state()).isEqualTo("new");
        assertThat(platform.mediaState()).isEqualTo("new");
        assertThat(platform.target().list()).isEmpty();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("media", "journal");
    }

    @Test
    void reversesTheDatabaseWhenTheMediaCannotBeSwitched() throws Exception {
        // Given: the checkpoint's place is taken by a file
        Platform platform = new Platform(TestDatabases.create("reverse"), folder);
        UUID job = UUID.randomUUID();
        platform.load(job, SWAP);
        Files.writeString(folder.resolve("media.mudanza-checkpoint-" + job), "in the way");

        // When
        assertThatThrownBy(() -> platform.target().publish(job, true, true, ProgressListener.NONE))
                .isInstanceOf(EngineException.class);

        // Then
        assertThat(platform.state()).isEqualTo("old");
        assertThat(platform.mediaState()).isEqualTo("old");
        platform.target().discard(job);
        assertThat(TestDatabases.column(platform.address, "SELECT datname FROM pg_database WHERE datname LIKE '"
                        + platform.address.database() + "\\_%'"))
                .isEmpty();
    }

    @Test
    void discardsWhatWasPreparedAndTouchesNothingElse() throws Exception {
        // Given
        Platform platform = new Platform(TestDatabases.create("discard"), folder);
        UUID job = UUID.randomUUID();
        platform.load(job, SWAP);

        // When
        platform.target().discard(job);
        platform.target().discard(job);

        // Then
        assertThat(platform.state()).isEqualTo("old");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("media");
        assertThat(TestDatabases.column(platform.address, "SELECT datname FROM pg_database WHERE datname LIKE '"
                        + platform.address.database() + "\\_%'"))
                .isEmpty();
    }

    @Test
    void takesOverSettingsPrivilegesCommentAndLimitOfAHostileName() throws Exception {
        // Given
        String name = "p\"l'a t😀form — ünïcödé with sixty-two bytes of a name.";
        TestDatabases.run(TestDatabases.address("postgres"),
                "CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"
                        + " LC_CTYPE 'C' CONNECTION LIMIT 77",
                "DO $$ BEGIN CREATE ROLE swap_app LOGIN PASSWORD 'x'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        DatabaseAddress address = TestDatabases.address(name);
        String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
        TestDatabases.run(address,
                "ALTER DATABASE " + quoted + " SET search_path TO \"$user\", 'a, b', public",
                "ALTER DATABASE " + quoted + " SET my.setting TO 'it''s'",
                "ALTER ROLE swap_app IN DATABASE " + quoted + " SET work_mem TO '7MB'",
                "REVOKE ALL ON DATABASE " + quoted + " FROM PUBLIC",
                "GRANT CONNECT, TEMPORARY ON DATABASE " + quoted + " TO swap_app WITH GRANT OPTION",
                "COMMENT ON DATABASE " + quoted + " IS 'the ''platform'''");
        String traits = "SELECT ARRAY[shobj_description(oid, 'pg_database'), datconnlimit::text, datcollate,"
                + " (SELECT array_agg(x ORDER BY x)::text FROM unnest(datacl::text[]) x),"
                + " (SELECT string_agg(setrole::regrole || ':' || setconfig::text, ';' ORDER BY setrole)"
                + " FROM pg_db_role_setting WHERE setdatabase = d.oid)]::text FROM pg_database d WHERE datname ="
                + " current_database()";
        Platform platform = new Platform(
                new DatabaseAddress(address.host(), address.port(), name, address.user(), address.password(), null),
                folder);
        TestDatabases.run(address, "CREATE TABLE IF NOT EXISTS public.state (what text)");
        List<String> before = TestDatabases.column(address, traits);
        UUID job = UUID.randomUUID();
        platform.load(job, SWAP);

        // When
        platform.target().publish(job, false, true, ProgressListener.NONE);

        // Then
        assertThat(TestDatabases.column(address, traits)).isEqualTo(before);
        assertThat(platform.state()).isEqualTo("new");
        platform.target().rollBack(job, ProgressListener.NONE);
        assertThat(TestDatabases.column(address, traits)).isEqualTo(before);
        assertThat(platform.state()).isEqualTo("old");
        platform.target().drop(job + "-replaced");
    }

    @Test
    void endsOpenSessionsAfterItsPatience() throws Exception {
        // Given
        Platform platform = new Platform(TestDatabases.create("busy"), folder);
        UUID job = UUID.randomUUID();
        platform.load(job, SWAP);
        try (Connection session = TestDatabases.connect(platform.address)) {
            assertThat(session.isValid(1)).isTrue();

            // When
            platform.target().publish(job, true, true, ProgressListener.NONE);

            // Then
            assertThat(session.isValid(1)).isFalse();
        }
        assertThat(platform.state()).isEqualTo("new");
    }

    @Test
    void namesTheSessionsThatItMayNotEndAndLeavesThePlatformOpen() throws Exception {
        // Given
        DatabaseAddress admin = TestDatabases.create("guarded");
        TestDatabases.run(admin,
                "CREATE ROLE \"keeper " + admin.database() + "\" LOGIN CREATEDB PASSWORD 'k'",
                "ALTER DATABASE " + admin.database() + " OWNER TO \"keeper " + admin.database() + "\"");
        DatabaseAddress keeper = TestDatabases.as(admin, "keeper " + admin.database(), "k");
        Platform platform = new Platform(keeper, folder);
        UUID job = UUID.randomUUID();
        platform.load(job, SWAP);
        try (Connection session = TestDatabases.connect(admin)) {
            // When
            assertThatThrownBy(() -> platform.target().publish(job, true, true, ProgressListener.NONE))
                    .isInstanceOfSatisfying(EngineException.class, e -> {
                        assertThat(e.code()).isEqualTo(EngineException.Code.TARGET_IN_USE);
                        assertThat(e).hasMessageContaining("role postgres");
                    });
            assertThat(session.isValid(1)).isTrue();
        }

        // Then
        assertThat(platform.state()).isEqualTo("old");
        platform.target().publish(job, true, true, ProgressListener.NONE);
        assertThat(platform.state()).isEqualTo("new");
    }

    @Test
    void refusesADatabaseThatHasTheNameOfTheShadow() throws Exception {
        // Given
        Platform platform = new Platform(TestDatabases.create("taken"), folder);
        UUID job = UUID.randomUUID();
        String shadow = StateNames.shadow(platform.address.database(), job);
        TestDatabases.run(platform.address, "CREATE DATABASE \"" + shadow + "\"");
        TestDatabases.run(platform.address.withDatabase(shadow), "CREATE TABLE precious ()");

        // When / Then
        assertThatThrownBy(() -> platform.target().prepare(job, SWAP, ProgressListener.NONE))
                .isInstanceOfSatisfying(EngineException.class,
                        e -> assertThat(e.code()).isEqualTo(EngineException.Code.CHECKPOINT_EXISTS));
        platform.target().discard(job);
        assertThat(TestDatabases.column(platform.address.withDatabase(shadow), "SELECT count(*) FROM precious"))
                .containsExactly("0");
    }

    @Test
    void adoptsTheShadowOfACrashBetweenCreateAndTag() throws Exception {
        // Given
        Platform platform = new Platform(TestDatabases.create("adopt"), folder);
        UUID job = UUID.randomUUID();
        assertThatThrownBy(() ->
                        platform.crashingAt("prepare:created").prepare(job, SWAP, ProgressListener.NONE))
                .isInstanceOf(SimulatedCrash.class);

        // When
        PreparedTarget prepared = platform.target().prepare(job, SWAP, ProgressListener.NONE);

        // Then
        assertThat(prepared.address().database()).isEqualTo(StateNames.shadow(platform.address.database(), job));
        platform.target().discard(job);
    }

    @Test
    void discardsTheShadowOfACrashBetweenCreateAndTag() throws Exception {
        // Given
        Platform platform = new Platform(TestDatabases.create("half_made"), folder);
        UUID job = UUID.randomUUID();
        assertThatThrownBy(() ->
                        platform.crashingAt("prepare:created").prepare(job, SWAP, ProgressListener.NONE))
                .isInstanceOf(SimulatedCrash.class);

        // When
        platform.target().discard(job);

        // Then
        assertThat(TestDatabases.column(platform.address, "SELECT datname FROM pg_database WHERE datname LIKE '"
                        + platform.address.database() + "\\_%'"))
                .isEmpty();
    }
}
