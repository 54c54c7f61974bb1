package io.mudanza.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mudanza.contracts.event.EventType;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.event.StepCompleted;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.event.Topics;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.CancelCommand;
import io.mudanza.contracts.step.StepCommand;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.contracts.step.Worker;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.messaging.cloudevent.CloudEvent;
import io.mudanza.messaging.kafka.BrokerSettings;
import io.mudanza.messaging.kafka.EventSender;
import io.mudanza.messaging.listener.MessageListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class StepWorkerTest {
    private static final StepSettings QUICK = new StepSettings(4, 2, Duration.ofSeconds(2), Duration.ofMillis(300), 2,
            Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(3));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<CloudEvent> events = new CopyOnWriteArrayList<>();
    private PGSimpleDataSource dataSource;
    private BrokerSettings broker;
    private EventSender sender;
    private MessageListener follower;

    @BeforeEach
    void prepare() throws Exception {
        TestInfra.Database database = TestInfra.newDatabase();
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.username());
        dataSource.setPassword(database.password());
        execute("CREATE SCHEMA importing;" + documentedTables().replace("<name>", "importing"));
        broker = new BrokerSettings(Map.of("bootstrap.servers", TestInfra.kafka()),
                new Topics("t" + UUID.randomUUID()), 2, "test");
        sender = new EventSender(broker.broker());
        follower = new MessageListener("follower", broker.topics().events(), false, broker, sender, registry, events::add);
        follower.start();
    }

    @AfterEach
    void end() {
        follower.close();
        sender.close();
    }

    @Test
    void aStepIsRunOnceThoughItsCommandComesTwice() throws Exception {
        // Given
        AtomicInteger runs = new AtomicInteger();
        StepCommand command = command();
        CloudEvent event = event(EventType.STEP_COMMAND, command);
        try (StepWorker worker = worker(context -> {
            runs.incrementAndGet();
            context.expected(10, 100);
            context.advanced("s.t", 10, 100);
            context.log(LogLevel.INFO, "hello");
            return Map.of("rows", 10);
        })) {
            worker.start();

            // When
            send(event, command.jobId());
            send(event, command.jobId());
            send(event(EventType.STEP_COMMAND, command), command.jobId());

            // Then
            awaitEvent(EventType.STEP_COMPLETED);
            assertThat(awaitEvent(EventType.STEP_COMPLETED).dataAs(StepCompleted.class).facts()).containsEntry("rows", 10);
            assertThat(events).extracting(CloudEvent::type).containsExactly(
                    EventType.STEP_STARTED, EventType.STEP_LOGGED, EventType.STEP_COMPLETED);
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void aFailureAndAnUnexpectedErrorAreToldWithTheirCode() throws Exception {
        try (StepWorker worker = worker(context -> {
            if (context.direction() == JobDirection.IMPORT) {
                throw new StepFailedException(ProblemCode.TARGET_FULL, "make room");
            }
            throw new IllegalStateException("password=secret");
        })) {
            worker.start();
            send(command());
            StepFailed unexpected = awaitEvent(EventType.STEP_FAILED).dataAs(StepFailed.class);
            assertThat(unexpected.code()).isEqualTo("internal_error");
            assertThat(unexpected.detail()).doesNotContain("secret");
            send(new StepCommand(UUID.randomUUID(), UUID.randomUUID(), StepKind.LOAD, JobDirection.IMPORT,
                    JobOptions.defaults(), Map.of()));
            await().atMost(Duration.ofSeconds(20)).until(() -> events.stream().anyMatch(event ->
                    event.type().equals(EventType.STEP_FAILED)
                            && event.dataAs(StepFailed.class).code().equals("target_full")));
        }
    }

    @Test
    void aCancelInterruptsTheStep() throws Exception {
        // Given
        CountDownLatch begun = new CountDownLatch(1);
        StepCommand command = command();
        try (StepWorker worker = worker(context -> {
            begun.countDown();
            Thread.sleep(60_000);
            return Map.of();
        })) {
            worker.start();
            send(command);
            begun.await();

            // When
            send(event(EventType.CANCEL_COMMAND, new CancelCommand(command.jobId())), command.jobId());

            // Then
            assertThat(awaitEvent(EventType.STEP_FAILED).dataAs(StepFailed.class).code()).isEqualTo("cancelled");
        }
    }

    @Test
    void aShutdownGivesTheStepToAnotherReplica() throws Exception {
        // Given
        CountDownLatch begun = new CountDownLatch(1);
        StepWorker first = worker(context -> {
            begun.countDown();
            Thread.sleep(60_000);
            return Map.of();
        });
        first.start();
        send(command());
        begun.await();

        // When
        first.close();
        try (StepWorker second = worker(context -> Map.of("attempt", context.attempt()))) {
            second.start();

            // Then
            assertThat(awaitEvent(EventType.STEP_COMPLETED).dataAs(StepCompleted.class).facts())
                    .containsEntry("attempt", 2);
        }
    }

    @Test
    void aLapsedLeaseIsTakenOverAndTheLateRunIsNotBelieved() throws Exception {
        // Given
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        CompletableFuture<Boolean> ours = new CompletableFuture<>();
        CompletableFuture<Boolean> lateOurs = new CompletableFuture<>();
        try (StepWorker first = worker(context -> {
            ours.complete(stillOurs(context));
            begun.countDown();
            while (late.getCount() > 0) {
                try {
                    late.await();
                } catch (InterruptedException deaf) {
                    continue;
                }
            }
            lateOurs.complete(stillOurs(context));
            return Map.of("by", "late");
        })) {
            first.start();
            send(command());
            begun.await();

            // When
            execute("UPDATE importing.step_run SET fencing_token = fencing_token + 1,"
                    + " lease_until = clock_timestamp() - interval '1 s', owner = 'other'");
            try (StepWorker second = worker(context -> Map.of("by", "second"))) {
                second.start();
                CloudEvent completed = awaitEvent(EventType.STEP_COMPLETED);
                late.countDown();

                // Then
                assertThat(completed.dataAs(StepCompleted.class).facts()).containsEntry("by", "second");
                assertThat(ours).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
                assertThat(lateOurs).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(false);
                await().during(Duration.ofSeconds(1)).until(() ->
                        events.stream().filter(event -> event.type().equals(EventType.STEP_COMPLETED)).count() == 1);
            }
        }
    }

    @Test
    void aStepThatKillsItsProcessAgainAndAgainIsGivenUp() throws Exception {
        // Given
        StepCommand command = command();
        try (StepWorker idle = worker(context -> Map.of())) {
            execute("INSERT INTO importing.step_run (step_id, job_id, kind, command, state, lapses, lease_until) VALUES ('"
                    + command.stepId() + "', '" + command.jobId() + "', 'load', '"
                    + new String(io.mudanza.messaging.cloudevent.ContractJson.write(command))
                    + "', 'running', 2, now() - interval '1 s')");

            // When
            idle.start();

            // Then
            assertThat(awaitEvent(EventType.STEP_FAILED).dataAs(StepFailed.class).code()).isEqualTo("step_lost");
        }
    }

    @Test
    void aMessageThatNobodyCanReadStopsNothing() throws Exception {
        try (StepWorker worker = worker(context -> Map.of())) {
            worker.start();
            send(new CloudEvent("x", "/t", EventType.STEP_COMMAND, "j", null, "{nonsense".getBytes(), null), UUID.randomUUID());
            send(event("io.mudanza.unknown.v1", Map.of()), UUID.randomUUID());
            send(command());
            awaitEvent(EventType.STEP_COMPLETED);
            assertThat(registry.get("dlq_messages").tag("listener", "importing").gauge().value()).isEqualTo(2);
        }
    }

    private interface Work {
        Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException;
    }

    private StepWorker worker(Work work) {
        StepHandler handler = new StepHandler() {
            @Override
            public StepKind kind() {
                return StepKind.LOAD;
            }

            @Override
            public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
                return work.run(context);
            }
        };
        return new StepWorker(Worker.IMPORT, "importing", dataSource, Map.of(StepKind.LOAD, handler), Map.of(), QUICK, broker, sender,
                registry);
    }

    private static StepCommand command() {
        return new StepCommand(UUID.randomUUID(), UUID.randomUUID(), StepKind.LOAD, JobDirection.PULL, JobOptions.defaults(),
                Map.of());
    }

    private static CloudEvent event(String type, Object data) {
        return CloudEvent.of("/test", type, "job", data);
    }

    private void send(StepCommand command) throws Exception {
        send(event(EventType.STEP_COMMAND, command), command.jobId());
    }

    private void send(CloudEvent event, UUID job) throws Exception {
        broker.topicSetup().ensure(broker.topics().all());
        sender.send(broker.topics().commands(Worker.IMPORT), job.toString(), event).get();
    }

    private CloudEvent awaitEvent(String type) {
        await().atMost(Duration.ofSeconds(30)).until(() -> events.stream().anyMatch(event -> event.type().equals(type)));
        return events.stream().filter(event -> event.type().equals(type)).findFirst().orElseThrow();
    }

    /** The tables as the README tells workers to create them. */
    private static String documentedTables() throws Exception {
        Matcher sql = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(sql.find()).isTrue();
        return sql.group(1);
    }

    private static boolean stillOurs(StepContext context) {
        try {
            return context.stillOurs();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
