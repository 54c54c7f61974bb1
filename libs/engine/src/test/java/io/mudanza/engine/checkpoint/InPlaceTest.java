package io.mudanza.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.PgDump;
import io.mudanza.engine.schema.SchemaApplier;
import io.mudanza.engine.schema.SchemaPlace;
import io.mudanza.engine.schema.SchemaReader;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.engine.schema.SchemaTexts;
import io.mudanza.engine.schema.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InPlaceTest {

    private static final SwitchMode IN_PLACE = SwitchMode.IN_PLACE;

    @TempDir
    Path folder;

    /** A database owned by a role without CREATEDB, with an extension in public and objects of many kinds. */
    private DatabaseAddress owned(String prefix) throws Exception {
        DatabaseAddress admin = TestDatabases.create(prefix);
        String role = "\"owner of " + admin.database() + "\"";
        TestDatabases.run(admin,
                "CREATE ROLE " + role + " LOGIN PASSWORD 'o'",
                "ALTER DATABASE " + admin.database() + " OWNER TO " + role,
                "CREATE EXTENSION hstore");
        DatabaseAddress owner = TestDatabases.as(admin, "owner of " + admin.database(), "o");
        TestDatabases.run(owner,
                "CREATE SCHEMA app",
                "CREATE EXTENSION citext SCHEMA app",
                "CREATE SCHEMA \"odd; schema\"",
                "CREATE TYPE public.mood AS ENUM ('sad', 'glad')",
                "CREATE DOMAIN public.positive AS integer CHECK (VALUE > 0)",
                "CREATE TYPE \"odd; schema\".span AS RANGE (subtype = float8)",
                "CREATE TYPE public.pair AS (a integer, b public.mood)",
                "CREATE TABLE public.users (id serial PRIMARY KEY, mood public.mood, extra public.hstore, name app.citext,"
                        + " n public.positive, p public.pair, g bigint GENERATED ALWAYS AS IDENTITY)",
                "CREATE INDEX users_mood ON public.users (mood)",
                "CREATE STATISTICS public.stats ON mood, n FROM public.users",
                "CREATE TABLE app.orders (id integer PRIMARY KEY, user_id integer REFERENCES public.users)",
                "CREATE TABLE public.parts (a integer, b text) PARTITION BY LIST (a)",
                "CREATE TABLE public.parts_1 PARTITION OF public.parts FOR VALUES IN (1)",
                "CREATE FUNCTION public.f(public.mood, public.pair) RETURNS text LANGUAGE sql AS 'SELECT 1::text'",
                "CREATE FUNCTION public.trig() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER t BEFORE INSERT ON app.orders FOR EACH ROW EXECUTE FUNCTION public.trig()",
                "CREATE AGGREGATE public.total(numeric) (SFUNC = numeric_add, STYPE = numeric)",
                "CREATE VIEW \"odd; schema\".v AS SELECT id, mood FROM public.users",
                "CREATE MATERIALIZED VIEW app.mv AS SELECT count(*) FROM public.users",
                "CREATE OPERATOR public.=== (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq)",
                "CREATE TEXT SEARCH CONFIGURATION public.conf (COPY = simple)",
                "COMMENT ON TABLE public.users IS 'people'",
                "GRANT SELECT ON public.users TO PUBLIC",
                "INSERT INTO public.users (mood, name) VALUES ('glad', 'Old')");
        return owner;
    }

    @Test
    void discardLeavesTheTargetExactlyAsItWas() throws Exception {
        // Given
        DatabaseAddress target = owned("discard");
        Platform platform = new Platform(target, folder);
        String before = TestDatabases.dump(target);
        UUID job = UUID.randomUUID();
        SchemaTexts source = new SchemaReader(PgDump.find(null, 15))
                .read(owned("source"), null, SchemaSelection.ALL, Cancellation.NEVER);

        // When: another schema is loaded and given up
        PreparedTarget prepared = platform.target().prepare(job, IN_PLACE, ProgressListener.NONE);
        SchemaApplier applier = new SchemaApplier(
                prepared.address(), SchemaPlace.SHARED_DATABASE, ProgressListener.NONE, Cancellation.NEVER);
        applier.applyPreData(source);
        applier.applyPostData(source, 2);
        assertThat(TestDatabases.column(target, "SELECT count(*) FROM public.users")).containsExactly("0");
        platform.target().discard(job);

        // Then
        assertThat(TestDatabases.dump(target)).isEqualTo(before);
        assertThat(TestDatabases.column(target, "SELECT name FROM public.users")).containsExactly("Old");
        assertThat(TestDatabases.column(target, "SELECT nspname FROM pg_namespace WHERE nspname LIKE '\\_mudanza%'"))
                .isEmpty();
    }

    @Test
    void publishesRollsBackAndDropsWithTheMedia() throws Exception {
        // Given
        DatabaseAddress target = owned("inplace");
        Platform platform = new Platform(target, folder);
        String before = TestDatabases.dump(target);
        UUID job = UUID.randomUUID();
        platform.load(job, IN_PLACE);

        // When
        Checkpoint checkpoint = platform.target().publish(job, true, true, ProgressListener.NONE);

        // Then
        assertThat(platform.state()).isEqualTo("new");
        assertThat(platform.mediaState()).isEqualTo("new");
        assertThat(platform.target().list()).containsExactly(checkpoint);
        assertThat(checkpoint.mode()).isEqualTo(IN_PLACE);

        // When
        TestDatabases.run(target, "UPDATE public.state SET what = 'newer'");
        Checkpoint replaced = platform.target().rollBack(job, ProgressListener.NONE);

        // Then
        assertThat(platform.state()).isEqualTo("old");
        assertThat(platform.mediaState()).isEqualTo("old");
        assertThat(TestDatabases.column(target, "SELECT name FROM public.users")).containsExactly("Old");
        platform.target().drop(replaced.id());
        assertThat(platform.target().list()).isEmpty();
        assertThat(TestDatabases.dump(target)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare:before-commit", "prepare:created"})
    void goesOnAfterACrashInPrepare(String point) throws Exception {
        // Given
        Platform platform = new Platform(owned("prep"), folder);
        UUID job = UUID.randomUUID();

        // When
        assertThatThrownBy(() -> platform.crashingAt(point).prepare(job, IN_PLACE, ProgressListener.NONE))
                .isInstanceOf(SimulatedCrash.class);
        platform.load(job, IN_PLACE);
        platform.target().discard(job);

        // Then
        assertThat(platform.state()).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "publish:intent", "publish:before-commit", "publish:committed", "media:aside", "media:in", "publish:media",
        "publish:done"
    })
    void bothSidesFitAfterACrashInPublish(String point) throws Exception {
        // Given
        Platform platform = new Platform(owned("crash"), folder);
        UUID job = UUID.randomUUID();
        platform.load(job, IN_PLACE);

        // When
        assertThatThrownBy(() -> platform.crashingAt(point).publish(job, true, true, ProgressListener.NONE))
                .isInstanceOf(SimulatedCrash.class);
        platform.target().recover();

        // Then: what was not published is still only prepared, and can be given up or published
        boolean committed = !List.of("publish:intent", "publish:before-commit").contains(point);
        assertThat(platform.mediaState()).isEqualTo(committed ? "new" : "old");
        if (committed) {
            assertThat(platform.state()).isEqualTo("new");
            platform.target().rollBack(job, ProgressListener.NONE);
        } else {
            platform.target().discard(job);
        }
        assertThat(platform.state()).isEqualTo("old");
        assertThat(platform.mediaState()).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "rollback:intent", "rollback:before-commit", "rollback:committed", "media:aside", "media:in",
        "rollback:media", "rollback:done"
    })
    void bothSidesFitAfterACrashInRollback(String point) throws Exception {
        // Given
        Platform platform = new Platform(owned("back"), folder);
        UUID job = UUID.randomUUID();
        platform.load(job, IN_PLACE);
        platform.target().publish(job, true, true, ProgressListener.NONE);

        // When
        assertThatThrownBy(() -> platform.crashingAt(point).rollBack(job, ProgressListener.NONE))
                .isInstanceOf(SimulatedCrash.class);
        platform.target().recover();

        // Then
        boolean committed = !List.of("rollback:intent", "rollback:before-commit").contains(point);
        assertThat(platform.state()).isEqualTo(committed ? "old" : "new");
        assertThat(platform.mediaState()).isEqualTo(committed ? "old" : "new");
    }

    @Test
    void refusesWhenOpenSessionsHoldTheTables() throws Exception {
        // Given
        DatabaseAddress target = owned("held");
        Platform platform = new Platform(target, folder);
        try (Connection session = TestDatabases.connect(target);
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("LOCK TABLE public.users");

            // When / Then
            assertThatThrownBy(() -> platform.target().prepare(UUID.randomUUID(), IN_PLACE, ProgressListener.NONE))
                    .isInstanceOfSatisfying(EngineException.class,
                            e -> assertThat(e.code()).isEqualTo(EngineException.Code.TARGET_IN_USE));
        }
        assertThat(platform.state()).isEqualTo("old");
    }
}
