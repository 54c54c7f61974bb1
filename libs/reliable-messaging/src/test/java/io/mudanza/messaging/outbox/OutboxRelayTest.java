package io.mudanza.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mudanza.contracts.event.Topics;
import io.mudanza.embedded.kafka.EmbeddedKafka;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.messaging.Schema;
import io.mudanza.messaging.cloudevent.CloudEvent;
import io.mudanza.messaging.inbox.Inbox;
import io.mudanza.messaging.kafka.BrokerSettings;
import io.mudanza.messaging.kafka.EventSender;
import io.mudanza.messaging.listener.MessageListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class OutboxRelayTest {
    private static final Schema SCHEMA = new Schema("s");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<String, List<Integer>> received = new ConcurrentHashMap<>();
    private PGSimpleDataSource dataSource;

    /** What an event says. */
    record Numbered(int number) {}

    @BeforeEach
    void createTables() throws SQLException {
        TestInfra.Database database = TestInfra.newDatabase();
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.username());
        dataSource.setPassword(database.password());
        execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id uuid NOT NULL UNIQUE,
                    topic text NOT NULL, message_key text NOT NULL, event_type text NOT NULL, subject text NOT NULL,
                    data bytea NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp());
                CREATE TABLE s.inbox (consumer text NOT NULL, message_id text NOT NULL,
                    received_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (consumer, message_id))""");
    }

    @Test
    void threeRelaysKeepTheOrderOfEveryKey() throws Exception {
        // Given
        BrokerSettings broker = settings(TestInfra.kafka());
        Outbox outbox = new Outbox(dataSource, SCHEMA);
        for (int number = 0; number < 60; number++) {
            outbox.add(broker.topics().events(), "t", "job-" + number % 3, new Numbered(number));
        }

        // When
        try (EventSender sender = new EventSender(broker.broker());
                MessageListener listener = listener(broker, sender);
                OutboxRelay one = relay(sender);
                OutboxRelay two = relay(sender);
                OutboxRelay three = relay(sender)) {
            listener.start();
            List.of(one, two, three).forEach(OutboxRelay::start);

            // Then
            await().atMost(Duration.ofSeconds(30)).until(() ->
                    received.values().stream().mapToInt(List::size).sum() == 60);
        }
        received.forEach((key, numbers) -> assertThat(numbers).as(key).isSorted().hasSize(20));
        assertThat(waiting()).isZero();
    }

    @Test
    void nothingIsLostWhileTheBrokerIsAway(@TempDir Path dir) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.at(dir, 0)) {
            // Given
            BrokerSettings broker = settings(kafka.bootstrapServers());
            Outbox outbox = new Outbox(dataSource, SCHEMA);
            try (EventSender sender = new EventSender(broker.broker());
                    MessageListener listener = listener(broker, sender);
                    OutboxRelay relay = relay(sender)) {
                listener.start();
                relay.start();
                outbox.add(broker.topics().events(), "t", "job", new Numbered(1));
                await().atMost(Duration.ofSeconds(30)).until(() -> received.containsKey("job"));

                // When
                kafka.kill();
                for (int number = 2; number <= 5; number++) {
                    outbox.add(broker.topics().events(), "t", "job", new Numbered(number));
                }
                await().atMost(Duration.ofSeconds(30)).until(() ->
                        registry.get("outbox_oldest_seconds").gauge().value() >= 0 && waiting() == 4);
                kafka.start();

                // Then
                await().atMost(Duration.ofSeconds(60)).until(() -> received.get("job").size() == 5);
                assertThat(received.get("job")).isEqualTo(IntStream.rangeClosed(1, 5).boxed().toList());
            }
        }
    }

    private BrokerSettings settings(String servers) {
        return new BrokerSettings(Map.of("bootstrap.servers", servers), new Topics("t" + UUID.randomUUID()), 2, "test");
    }

    private OutboxRelay relay(EventSender sender) {
        return new OutboxRelay(dataSource, SCHEMA, sender, "/test", registry);
    }

    private MessageListener listener(BrokerSettings broker, EventSender sender) {
        Inbox inbox = new Inbox(dataSource, SCHEMA);
        return new MessageListener("group", broker.topics().events(), false, broker, sender, registry, event -> {
            if (inbox.firstTime("group", event.id())) {
                take(event);
            }
        });
    }

    private void take(CloudEvent event) {
        assertThat(new String(event.data(), StandardCharsets.UTF_8)).contains("number");
        received.computeIfAbsent(event.subject(), key -> new CopyOnWriteArrayList<>())
                .add(event.dataAs(Numbered.class).number());
    }

    private int waiting() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var row = connection.createStatement().executeQuery("SELECT count(*) FROM s.outbox")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
