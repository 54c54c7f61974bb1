package io.mudanza.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.certificate.CertificateVerifier;
import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.engine.checkpoint.SwitchSettings;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.verify.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectCopyTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    Path folder;

    private final NodeKey key = NodeKey.generate();
    private DirectSettings settings;
    private DatabaseAddress source;

    @BeforeEach
    void fillSource() throws Exception {
        settings = DirectSettings.defaults(key, folder.resolve("journal"));
        source = address(TestInfra.newDatabase("copy_source").name());
        execute(source, """
                CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, boss bigint REFERENCES person);
                INSERT INTO person (name, boss) SELECT E'a\\tb\\n\\\\ñ🎫 ' || i, nullif(i / 2, 0) FROM generate_series(1, 5000) i;
                CREATE TABLE empty ();
                CREATE MATERIALIZED VIEW names AS SELECT name FROM person;
                CREATE SEQUENCE odd START 42 INCREMENT -3 MINVALUE -100 MAXVALUE 100;
                SELECT nextval('odd')""");
    }

    @Test
    void createsTheTargetAndCopiesEverything() throws Exception {
        // Given
        DatabaseAddress target = address("copy_new_" + NUMBER.incrementAndGet());

        // When
        DirectResult result = copy(target, Cancellation.NEVER);

        // Then
        assertThat(result.published()).isTrue();
        assertThat(result.verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(result.rows()).isEqualTo(5000);
        assertThat(value(target, "SELECT count(*) || ' ' || max(boss) FROM person")).isEqualTo("5000 2500");
        assertThat(value(target, "SELECT count(*) FROM names")).isEqualTo("5000");
        assertThat(CertificateVerifier.ofKey(key.publicKey()).check(result.certificate().json()).problems()).isEmpty();
        assertThat(databasesLike(target.database() + "%")).isEqualTo("1");
    }

    @Test
    void aNewTargetSortsAsItsSourceDoes() throws Exception {
        // Given
        String version = value(source, "SHOW server_version_num");
        assumeThat(Integer.parseInt(version)).as("databases of ICU").isGreaterThanOrEqualTo(150000);
        DatabaseAddress natural = address("copy_natural_" + NUMBER.incrementAndGet());
        execute(address("postgres"), "CREATE DATABASE " + natural.database()
                + " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'es-u-kn-true'");
        execute(natural, "CREATE TABLE t (name text PRIMARY KEY); INSERT INTO t VALUES ('a10'), ('a9'), ('ñ'), ('o')");
        DatabaseAddress target = address("copy_new_" + NUMBER.incrementAndGet());

        // When
        source = natural;
        DirectResult result = copy(target, Cancellation.NEVER);

        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(value(target, "SELECT string_agg(name, ' ' ORDER BY name) FROM t")).isEqualTo("a9 a10 ñ o");
        assertThat(value(target, "SELECT datlocprovider FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("i");
    }

    @Test
    void aSwitchThatLosesItsConnectionGoesOn() throws Exception {
        // Given
        DatabaseAddress target = address(TestInfra.newDatabase("copy_lost").name());
        execute(target, "CREATE TABLE old (a int); INSERT INTO old VALUES (7)");
        CuttingListener cutting = new CuttingListener();

        // When
        DirectResult result = new DirectCopy(settings).run(source, target, cutting, Cancellation.NEVER);

        // Then
        assertThat(cutting.waited()).isTrue();
        assertThat(result.published()).isTrue();
        assertThat(value(target, "SELECT count(*) FROM person")).isEqualTo("5000");
        assertThat(databasesLike(target.database() + "%")).isEqualTo("2");

        // When it goes back, and loses it again
        CuttingListener again = new CuttingListener();
        new DirectRollback(settings, target, null).run(result.jobId(), again);

        // Then
        assertThat(again.waited()).isTrue();
        assertThat(value(target, "SELECT a FROM old")).isEqualTo("7");
    }

    /** Ends the sessions from which databases are renamed, once, before a switch begins to rename. */
    private static final class CuttingListener implements ProgressListener {

        private final List<String> notes = new ArrayList<>();
        private boolean cut;

        boolean waited() {
            return notes.stream().anyMatch(note -> note.contains("The switch waits for the database"));
        }

        @Override
        public void expected(long rows, long bytes) {}

        @Override
        public void advanced(String table, long rows, long bytes) {}

        @Override
        public void note(Level level, String sentence) {
            notes.add(sentence);
        }

        @Override
        public void doing(String activity) {
            if (activity.equals("waiting for open sessions") && !cut) {
                cut = true;
                endSessionsOfTheSwitch();
            }
        }
    }

    private static void endSessionsOfTheSwitch() {
        try {
            execute(address("template1"), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = 'postgres' AND backend_type = 'client backend'");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void replacesATargetWithDataAndCanGoBack() throws Exception {
        // Given
        DatabaseAddress target = address(TestInfra.newDatabase("copy_full").name());
        execute(target, "CREATE TABLE old (a int); INSERT INTO old VALUES (7)");

        // When
        DirectResult result = copy(target, Cancellation.NEVER);
        String after = value(target, "SELECT count(*) FROM person");
        new DirectRollback(settings, target, null).run(result.jobId(), ProgressListener.NONE);

        // Then
        assertThat(after).isEqualTo("5000");
        assertThat(value(target, "SELECT a FROM old")).isEqualTo("7");
        assertThatThrownBy(() -> value(target, "SELECT 1 FROM person")).hasMessageContaining("person");
    }

    @Test
    void refusesDataWithoutCheckpointUnlessToldTo() throws Exception {
        // Given
        DatabaseAddress target = address(TestInfra.newDatabase("copy_keep").name());
        execute(target, "CREATE TABLE old (a int); INSERT INTO old VALUES (7)");
        settings = new DirectSettings(key, "n", "v", 2, null, null, null, false, false, null, folder.resolve("journal"),
                null, null);

        // When // Then
        assertThatThrownBy(() -> copy(target, Cancellation.NEVER))
                .isInstanceOfSatisfying(EngineException.class, e ->
                        assertThat(e.code()).isEqualTo(EngineException.Code.TARGET_NOT_EMPTY));
        assertThat(value(target, "SELECT a FROM old")).isEqualTo("7");
        settings = settings.withoutCheckpoint();
        assertThat(copy(target, Cancellation.NEVER).published()).isTrue();
        assertThat(databasesLike(target.database() + "%")).isEqualTo("1");
    }

    @Test
    void leavesTheTargetAsItWasWhenTheSourceFailsOrTheWorkIsCancelled() throws Exception {
        // Given
        DatabaseAddress target = address(TestInfra.newDatabase("copy_safe").name());
        execute(target, "CREATE TABLE old (a int); INSERT INTO old VALUES (7)");
        DatabaseAddress wrong = address("no_such_database");
        AtomicInteger asked = new AtomicInteger();

        // When // Then
        assertThatThrownBy(() -> new DirectCopy(settings).run(wrong, target, ProgressListener.NONE, Cancellation.NEVER))
                .isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> copy(target, () -> asked.incrementAndGet() > 20))
                .isInstanceOfSatisfying(EngineException.class, e ->
                        assertThat(e.code()).isEqualTo(EngineException.Code.CANCELLED));
        assertThat(value(target, "SELECT a FROM old")).isEqualTo("7");
        assertThat(databasesLike(target.database() + "%")).isEqualTo("1");
    }

    @Test
    void leavesNothingOfANewTargetBehindWhenTheCopyFails() throws Exception {
        // Given
        DatabaseAddress target = address("copy_gone_" + NUMBER.incrementAndGet());
        AtomicInteger asked = new AtomicInteger();

        // When // Then
        assertThatThrownBy(() -> copy(target, () -> asked.incrementAndGet() > 20)).isInstanceOf(EngineException.class);
        assertThat(databasesLike("copy_gone%")).isEqualTo("0");
    }

    @Test
    void removesWhatAKilledRunLeft() throws Exception {
        // Given
        DatabaseAddress target = address(TestInfra.newDatabase("copy_killed").name());
        UUID killed = UUID.randomUUID();
        TargetSwitch states = new TargetSwitch(new SwitchSettings(target, null, settings.journal(), Duration.ZERO));
        try (RunMark mark = RunMark.take(settings.journal(), killed, target, states, ProgressListener.NONE)) {
            states.prepare(killed, SwitchMode.DATABASE_SWAP, ProgressListener.NONE);
        }
        String before = databasesLike(target.database() + "%");

        // When
        settings = settings.withoutCheckpoint();
        copy(target, Cancellation.NEVER);

        // Then
        assertThat(before).isEqualTo("2");
        assertThat(databasesLike(target.database() + "%")).isEqualTo("1");
    }

    @Test
    void refusesASecondRunIntoTheSameTarget() throws Exception {
        // Given
        DatabaseAddress target = address(TestInfra.newDatabase("copy_twice").name());
        TargetSwitch states = new TargetSwitch(new SwitchSettings(target, null, settings.journal(), Duration.ZERO));

        // When // Then
        try (RunMark mark = RunMark.take(settings.journal(), UUID.randomUUID(), target, states, ProgressListener.NONE)) {
            assertThatThrownBy(() -> copy(target, Cancellation.NEVER))
                    .isInstanceOfSatisfying(EngineException.class, e ->
                            assertThat(e.code()).isEqualTo(EngineException.Code.TARGET_IN_USE));
            mark.done();
        }
        assertThat(copy(target, Cancellation.NEVER).published()).isTrue();
    }

    @Test
    void needsTheRightToCreateADatabaseOrAnExistingOne() throws Exception {
        // Given
        execute(source, "DROP ROLE IF EXISTS copy_weak; CREATE ROLE copy_weak LOGIN PASSWORD 'x'");
        DatabaseAddress admin = address("copy_denied_" + NUMBER.incrementAndGet());
        DatabaseAddress target = new DatabaseAddress(admin.host(), admin.port(), admin.database(), "copy_weak", "x", null);

        // When // Then
        assertThatThrownBy(() -> copy(target, Cancellation.NEVER))
                .isInstanceOfSatisfying(EngineException.class, e ->
                        assertThat(e.code()).isEqualTo(EngineException.Code.TARGET_RIGHTS_MISSING));
    }

    private DirectResult copy(DatabaseAddress target, Cancellation cancellation) throws Exception {
        return new DirectCopy(settings).run(source, target, ProgressListener.NONE, cancellation);
    }

    private static DatabaseAddress address(String name) throws EngineException {
        return DatabaseAddress.parse(TestInfra.database(name).url(), null, null);
    }

    private static String databasesLike(String pattern) throws Exception {
        return value(address("postgres"), "SELECT count(*) FROM pg_database WHERE datname LIKE '" + pattern + "'");
    }

    private static void execute(DatabaseAddress address, String sql) throws Exception {
        try (Connection connection = open(address); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(DatabaseAddress address, String sql) throws Exception {
        try (Connection connection = open(address);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection open(DatabaseAddress address) throws Exception {
        return DriverManager.getConnection(TestInfra.database(address.database()).jdbcUrl(), address.user(), address.password());
    }
}
