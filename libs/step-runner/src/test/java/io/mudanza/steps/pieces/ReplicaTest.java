package io.mudanza.steps.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.embedded.testing.TestInfra;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ReplicaTest {
    private static final Duration LEASE = Duration.ofMillis(1_500);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UUID job = UUID.randomUUID();
    private final UUID step = UUID.randomUUID();
    private final AtomicBoolean idle = new AtomicBoolean(true);
    private PGSimpleDataSource dataSource;
    private Replica leader;

    @BeforeEach
    void prepare() throws Exception {
        TestInfra.Database database = TestInfra.newDatabase();
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.username());
        dataSource.setPassword(database.password());
        Matcher sql = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(sql.find()).isTrue();
        execute("CREATE SCHEMA importing;" + sql.group(1).replace("<name>", "importing"));
        execute("INSERT INTO importing.step_run (step_id, job_id, kind, command, state, owner, fencing_token, lease_until)"
                + " VALUES ('" + step + "', '" + job + "', 'load', '{}', 'running', 'leader', 1, now() + interval '1 hour')");
        leader = replica("leader", piece -> "by the leader", () -> false);
        leader.start();
    }

    @AfterEach
    void end() {
        leader.close();
    }

    @Test
    void anIdleReplicaDoesWhatTheLeaderGivesAway() throws Exception {
        // Given
        AtomicInteger runs = new AtomicInteger();
        try (Replica other = replica("other", piece -> piece.content() + runs.incrementAndGet(), idle::get)) {
            other.start();
            Sharing sharing = leader.sharing(job, step, 1);
            await().atMost(Duration.ofSeconds(10)).until(() -> sharing.streams() == 2);

            // When
            PieceAnswer answer = sharing.have("part ", () -> false);

            // Then
            assertThat(answer).isEqualTo(new PieceAnswer.Done("other", "part 1"));
            assertThat(count("SELECT count(*) FROM importing.step_piece")).isZero();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> leader.sharing(job, step, 1).streams() == 0);
    }

    @Test
    void aBusyReplicaTakesNothingAndThePieceIsTakenBack() throws Exception {
        idle.set(false);
        try (Replica other = replica("other", piece -> "", idle::get)) {
            other.start();
            long begin = System.nanoTime();
            assertThat(leader.sharing(job, step, 1).have("part", () -> System.nanoTime() - begin > 1_500_000_000L))
                    .isEqualTo(new PieceAnswer.NotDone(PieceAnswer.Why.WITHDRAWN, ""));
        }
    }

    @Test
    void aPieceWhoseOwnerIsSilentIsVoid() throws Exception {
        // Given
        CompletableFuture<PieceAnswer> answer = have("part");
        PieceTable table = new PieceTable(dataSource, new io.mudanza.messaging.Schema("importing"));
        await().until(() -> count("SELECT count(*) FROM importing.step_piece") == 1);

        // When
        PieceTable.Claim claim = table.claim("frozen", LEASE, java.util.Set.of(StepKind.LOAD)).orElseThrow();

        // Then
        assertThat(answer.get()).isEqualTo(new PieceAnswer.NotDone(PieceAnswer.Why.LAPSED,
                Piece.markOf(job, claim.number())));
        assertThat(table.end(claim.number(), "frozen", "done", "late")).isFalse();
        assertThat(table.renew("frozen", java.util.Set.of(claim.number()), LEASE)).isEmpty();
    }

    @Test
    void whoeverWorksForAStepThatHasMovedStops() throws Exception {
        // Given
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        try (Replica other = replica("other", piece -> {
            begun.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException stopped) {
                interrupted.set(true);
                throw stopped;
            }
            return "";
        }, idle::get)) {
            other.start();
            CompletableFuture<PieceAnswer> answer = have("part");
            begun.await();

            // When
            execute("UPDATE importing.step_run SET fencing_token = 2");

            // Then
            await().atMost(Duration.ofSeconds(10)).untilTrue(interrupted);
            assertThat(answer.get()).isInstanceOf(PieceAnswer.NotDone.class);
            assertThat(leader.sharing(job, step, 1).have("part", () -> false)).isInstanceOf(PieceAnswer.NotDone.class);
        }
    }

    @Test
    void aPieceThatIsOfferedWhileTheStepEndsIsNotLeftBehind() throws Exception {
        try (Connection ending = dataSource.getConnection(); var statement = ending.createStatement()) {
            // Given
            ending.setAutoCommit(false);
            statement.execute("UPDATE importing.step_run SET state = 'completed'");

            // When
            CompletableFuture<PieceAnswer> answer = have("late");
            await().atMost(Duration.ofSeconds(10)).until(() -> answer.isDone()
                    || count("SELECT count(*) FROM importing.step_piece") > 0
                    || count("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND query LIKE 'INSERT INTO importing.step_piece%'") > 0);
            statement.execute("DELETE FROM importing.step_piece");
            ending.commit();

            // Then
            assertThat(answer.get()).isEqualTo(new PieceAnswer.NotDone(PieceAnswer.Why.WITHDRAWN, ""));
            assertThat(count("SELECT count(*) FROM importing.step_piece")).isZero();
        }
    }

    @Test
    void aPieceThatCannotBeDoneThereIsTheLeadersAgain() throws Exception {
        try (Replica other = replica("other", piece -> {
            throw new PieceFailedException("no", null);
        }, idle::get)) {
            other.start();
            assertThat(leader.sharing(job, step, 1).have("part", () -> false))
                    .isEqualTo(new PieceAnswer.NotDone(PieceAnswer.Why.FAILED, ""));
        }
    }

    private CompletableFuture<PieceAnswer> have(String content) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return leader.sharing(job, step, 1).have(content, () -> false);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private interface Work {
        String run(Piece piece) throws PieceFailedException, InterruptedException;
    }

    private Replica replica(String owner, Work work, java.util.function.BooleanSupplier free) {
        PieceHandler handler = new PieceHandler() {
            @Override
            public StepKind kind() {
                return StepKind.LOAD;
            }

            @Override
            public String run(Piece piece) throws PieceFailedException, InterruptedException {
                return work.run(piece);
            }
        };
        return new Replica(owner, "importing", dataSource, Map.of(StepKind.LOAD, handler), 2, LEASE, free, registry);
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whoEndsTheSessionOfAPieceEndsNoneOfAnother() {
        // Given
        UUID job = UUID.randomUUID();

        // When
        String first = Piece.markOf(job, 1);

        // Then: sessions are found by what their names begin with
        assertThat(Piece.markOf(job, 10)).startsWith(Piece.markOf(job)).doesNotStartWith(first);
        assertThat(Piece.markOf(job, Integer.MAX_VALUE)).hasSizeLessThan(64);
    }
}
