package io.mudanza.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Another program, which has nothing of Mudanza but the description of its events, starts an export and follows it. */
class JobEventsTest {

    @Test
    void aPlainKafkaClientStartsAnExportAndFollowsIt() throws Exception {
        // Given
        Node source = Nodes.running().source();
        String brokers = "127.0.0.1:" + source.process("kafka").port();
        String jwt = source.post("tokens/session/", Node.JSON.createObjectNode(), source.token("read"))
                .text("access_token");
        String request = UUID.randomUUID().toString();

        try (KafkaConsumer<String, String> consumer = consumer(brokers);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
            consumer.subscribe(List.of("mudanza.job.events"));

            // When
            producer.send(request(request, jwt, "{\"direction\":\"export\",\"options\":{\"include_media\":false}}"))
                    .get(30, TimeUnit.SECONDS);
            List<Event> events = until(consumer, request, "completed");

            // Then
            String job = events.getFirst().data().path("job_id").asText();
            assertThat(events.getFirst().type()).isEqualTo("io.mudanza.job.accepted.v1");
            assertThat(events).extracting(Event::type).contains("io.mudanza.step.started.v1",
                    "io.mudanza.step.completed.v1");
            assertThat(source.job(job).path("status").asText()).isEqualTo("completed");
        }
    }

    @Test
    void aRequestWithoutAGoodTokenIsRefusedByAnEvent() throws Exception {
        // Given
        Node source = Nodes.running().source();
        String brokers = "127.0.0.1:" + source.process("kafka").port();
        String request = UUID.randomUUID().toString();

        try (KafkaConsumer<String, String> consumer = consumer(brokers);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
            consumer.subscribe(List.of("mudanza.job.events"));

            // When
            producer.send(request(request, "not.a.token", "{\"direction\":\"export\"}")).get(30, TimeUnit.SECONDS);
            List<Event> events = until(consumer, request, "refused");

            // Then
            assertThat(events.getFirst().type()).isEqualTo("io.mudanza.job.refused.v1");
            assertThat(events.getFirst().data().path("code").asText()).isEqualTo("token_invalid");
        }
    }

    private record Event(String type, String subject, String key, JsonNode data) {}

    private static ProducerRecord<String, String> request(String id, String jwt, String data) {
        ProducerRecord<String, String> record = new ProducerRecord<>("mudanza.job.requests", id, data);
        Map.of("ce_id", id, "ce_source", "/another-program", "ce_type", "io.mudanza.job.requested.v1",
                "ce_specversion", "1.0",
                "ce_time", Instant.now().toString(), "content-type", "application/json", "authorization", "Bearer "
                        + jwt)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static KafkaConsumer<String, String> consumer(String brokers) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "group.id", "another-program-" + UUID.randomUUID(),
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(), new StringDeserializer());
    }

    /** The events of the request's job until its status is the last one; of a refused request, the refusal. */
    private static List<Event> until(KafkaConsumer<String, String> consumer, String request,
            String last) throws IOException {
        List<Event> seen = new ArrayList<>();
        String job = null;
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(500))) {
                Event event = new Event(header(record, "ce_type"), header(record, "ce_subject"), record.key(),
                        Node.JSON.readTree(record.value()));
                boolean answer = request.equals(event.data().path("request_id").asText());
                if (answer && job == null && event.type().startsWith("io.mudanza.job.")) {
                    job = event.data().path("job_id").asText("");
                }
                if (answer || (job != null && !job.isEmpty() && job.equals(event.data().path("job_id").asText()))) {
                    seen.add(event);
                    boolean refused = event.type().equals("io.mudanza.job.refused.v1");
                    if (refused && !last.equals("refused")) {
                        throw new AssertionError("The request was refused: " + event.data());
                    }
                    if (refused ? last.equals("refused") : last.equals(event.data().path("status").asText())) {
                        return seen;
                    }
                }
            }
        }
        throw new AssertionError("No event says " + last + "; seen: " + seen);
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
