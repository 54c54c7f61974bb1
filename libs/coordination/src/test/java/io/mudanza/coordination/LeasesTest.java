package io.mudanza.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.embedded.testing.TestInfra;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class LeasesTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private PGSimpleDataSource dataSource;

    @BeforeEach
    void createTable() throws SQLException {
        TestInfra.Database database = TestInfra.newDatabase();
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.username());
        dataSource.setPassword(database.password());
        execute("CREATE SCHEMA s; CREATE TABLE s.lease (resource text PRIMARY KEY, holder text,"
                + " fencing_token bigint NOT NULL, lease_until timestamptz NOT NULL)");
    }

    @Test
    void oneOfManyGetsIt() throws Exception {
        // Given
        Leases leases = new Leases(dataSource, "s", FastPath.NONE);
        var attempts = IntStream.range(0, 16)
                .mapToObj(i -> (Callable<LeaseAnswer>) () -> leases.acquire("platform", "job-" + i, LONG))
                .toList();

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(attempts);

            // Then
            long granted = 0;
            for (var answer : answers) {
                granted += answer.get() instanceof LeaseAnswer.Granted ? 1 : 0;
            }
            assertThat(granted).isEqualTo(1);
        }
    }

    @Test
    void theNumberGrowsWithEveryHolder() throws Exception {
        // Given
        Leases leases = new Leases(dataSource, "s", FastPath.NONE);
        leases.acquire("platform", "a", LONG);
        LeaseAnswer again = leases.acquire("platform", "a", LONG);

        // When
        leases.release("platform", "a");
        LeaseAnswer next = leases.acquire("platform", "b", LONG);

        // Then
        assertThat(again).isEqualTo(new LeaseAnswer.Granted(1));
        assertThat(next).isEqualTo(new LeaseAnswer.Granted(2));
        assertThat(leases.acquire("platform", "c", LONG)).isEqualTo(new LeaseAnswer.Held("b"));
    }

    @Test
    void aLapsedLeaseIsTakenOver() throws Exception {
        // Given
        Leases leases = new Leases(dataSource, "s", FastPath.NONE);
        leases.acquire("platform", "a", LONG);
        execute("UPDATE s.lease SET lease_until = now() - interval '1 s'");

        // When
        LeaseAnswer answer = leases.acquire("platform", "b", LONG);

        // Then
        assertThat(answer).isEqualTo(new LeaseAnswer.Granted(2));
        assertThat(leases.renew("platform", "a", LONG)).isFalse();
    }

    @Test
    void aFastPathThatIsWrongChangesNothing() throws Exception {
        // Given
        Leases saysTaken = new Leases(dataSource, "s", opinion(false));
        Leases saysFree = new Leases(dataSource, "s", opinion(true));

        // When
        LeaseAnswer free = saysTaken.acquire("platform", "a", LONG);
        LeaseAnswer taken = saysFree.acquire("platform", "b", LONG);

        // Then
        assertThat(free).isEqualTo(new LeaseAnswer.Granted(1));
        assertThat(taken).isEqualTo(new LeaseAnswer.Held("a"));
    }

    private static FastPath opinion(boolean free) {
        return new FastPath() {
            @Override
            public boolean seemsFree(String resource, String holder, Duration ttl) {
                return free;
            }

            @Override
            public void forget(String resource, String holder) {
                // An opinion without a memory.
            }
        };
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
