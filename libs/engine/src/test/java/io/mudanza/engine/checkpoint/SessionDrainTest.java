package io.mudanza.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.DrainedSessions;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the sessions of a platform that is switched. */
class SessionDrainTest {

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    private final ProgressListener listener = new ProgressListener() {
        @Override
        public void expected(long rows, long bytes) {}

        @Override
        public void advanced(String table, long rows, long bytes) {}

        @Override
        public void doing(String what) {}

        @Override
        public void note(Level level, String sentence) {
            notes.add(level + " " + sentence);
        }
    };

    @Test
    void idleOnesGoAtOnceWorkIsLetFinishAndTheRestIsCut() throws Exception {
        // Given
        DatabaseAddress address = TestDatabases.create("drain");
        Connection idle = TestDatabases.connect(address);
        Connection brief = TestDatabases.connect(address);
        Connection stubborn = TestDatabases.connect(address);
        run(brief, "CREATE TABLE written (what text)");
        stubborn.setAutoCommit(false);
        run(stubborn, "SELECT 1");
        Thread worker = Thread.ofVirtual().start(() -> {
            try {
                run(brief, "INSERT INTO written SELECT 'all' FROM pg_sleep(1.2)");
            } catch (SQLException e) {
                notes.add("the worker failed: " + e.getMessage());
            }
        });
        Thread.sleep(400);

        // When
        DrainedSessions drained;
        try (Maintenance maintenance = Maintenance.open(address)) {
            drained = new OpenSessions(maintenance, listener).drain(address.database(), Duration.ofSeconds(3));
            maintenance.allowConnections(address.database(), true);
        }
        worker.join();

        // Then
        assertThat(drained.idle()).isEqualTo(1);
        assertThat(drained.left()).isEqualTo(1);
        assertThat(drained.cut()).isEqualTo(1);
        assertThat(drained.waited()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
        assertThat(TestDatabases.column(address, "SELECT what FROM written")).containsExactly("all");
        assertThat(notes).noneMatch(note -> note.startsWith("the worker failed"))
                .anyMatch(note -> note.startsWith("WARNING Sessions of") && note.contains("1 were cut off"));
        assertThat(idle.isValid(1)).isFalse();
        assertThat(stubborn.isValid(1)).isFalse();
    }

    @Test
    void nobodyWaitsForSessionsThatDoNothing() throws Exception {
        // Given: a pool, held on to, because the driver closes connections that nobody refers to
        DatabaseAddress address = TestDatabases.create("drain");
        List<Connection> pool = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            pool.add(TestDatabases.connect(address));
        }
        Thread.sleep(300);

        // When
        DrainedSessions drained;
        try (Maintenance maintenance = Maintenance.open(address)) {
            drained = new OpenSessions(maintenance, listener).drain(address.database(), Duration.ofSeconds(30));
            maintenance.allowConnections(address.database(), true);
        }

        // Then
        assertThat(drained.idle()).isEqualTo(30);
        assertThat(drained.waited()).isLessThan(Duration.ofSeconds(5));
        assertThat(notes).hasSize(21);
        for (Connection session : pool) {
            assertThat(session.isValid(1)).isFalse();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
