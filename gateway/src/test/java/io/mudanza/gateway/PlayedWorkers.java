package io.mudanza.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** A plain Kafka client: takes commands and events from their topics and says what workers say. */
final class PlayedWorkers implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String prefix = ConfigProvider.getConfig().getValue("mudanza.topic-prefix", String.class);
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<Message> seen = new ArrayList<>();

    /** A message with the attributes that matter. */
    record Message(String topic, String type, String key, String id, JsonNode data) {}

    PlayedWorkers() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", "played-" + UUID.randomUUID(), "auto.offset.reset",
                        "earliest", "metadata.max.age.ms", "500"),
                new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(java.util.regex.Pattern.compile(
                java.util.regex.Pattern.quote(prefix) + "\\.job\\.(commands\\..*[^q]|events)"));
    }

    /** The command for a step of a job; the one that has not been handed out yet. */
    Message command(String jobId, String kind) {
        return await(message -> message.type().equals("io.mudanza.step.command.v1")
                && message.key().equals(jobId)
                && message.data().path("kind").asText().equals(kind));
    }

    Message cancel(String jobId, String worker) {
        return await(message -> message.type().equals("io.mudanza.step.cancel.v1")
                && message.key().equals(jobId)
                && message.topic().endsWith(worker));
    }

    /** Takes a command and completes it. */
    Message complete(String jobId, String kind, Map<String, Object> facts) {
        Message command = command(jobId, kind);
        say(started(command));
        say(completed(command, facts));
        return command;
    }

    void fail(Message command, String code, String detail) {
        ObjectNode data = step(command).put("code", code).put("detail", detail);
        say(new Event("io.mudanza.step.failed.v1", command.key(), data));
    }

    /** An event with an id of its own, to be said once or more. */
    record Event(String type, String key, JsonNode data, String id) {
        Event(String type, String key, JsonNode data) {
            this(type, key, data, UUID.randomUUID().toString());
        }
    }

    Event started(Message command) {
        return new Event("io.mudanza.step.started.v1", command.key(), step(command).put("attempt", 1));
    }

    Event completed(Message command, Map<String, Object> facts) {
        ObjectNode data = step(command);
        data.set("facts", JSON.valueToTree(facts));
        return new Event("io.mudanza.step.completed.v1", command.key(), data);
    }

    private static ObjectNode step(Message command) {
        return JSON.createObjectNode()
                .put("job_id", command.key())
                .put("step_id", command.data().path("step_id").asText())
                .put("kind", command.data().path("kind").asText())
                .put("a_field_of_a_later_version", true);
    }

    void say(Event event) {
        send("events", event.type(), event.key(), event.data().toString(), event.id(), Map.of());
    }

    void progress(Message command, long rows, long rowsTotal, long bytes, long bytesTotal) {
        ObjectNode data = step(command)
                .put("current", "tuki.ticket").put("rows_done", rows).put("rows_total", rowsTotal)
                .put("bytes_done", bytes).put("bytes_total", bytesTotal);
        data.putArray("tables").addObject().put("table", "tuki.ticket").put("rows_done", rows)
                .put("rows_total", -1).put("bytes_done", bytes);
        send("progress", "io.mudanza.step.progress.v1", command.key(), data.toString(), UUID.randomUUID().toString(),
                Map.of());
    }

    void send(String topic, String type, String key, String data, String id, Map<String, String> headers) {
        ProducerRecord<String, String> message = new ProducerRecord<>(prefix + ".job." + topic, key, data);
        message.headers().add("ce_specversion", bytes("1.0")).add("ce_id", bytes(id)).add("ce_source", bytes("/test"))
                .add("ce_type", bytes(type)).add("ce_subject", bytes(key)).add("ce_time", bytes("2026-01-01T00:00:00Z"))
                .add("content-type", bytes("application/json"));
        headers.forEach((name, value) -> message.headers().add(name, bytes(value)));
        try {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The first message that fits and was not handed out before. */
    Message await(Predicate<Message> fits) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            for (Message message : seen) {
                if (fits.test(message)) {
                    seen.remove(message);
                    return message;
                }
            }
            consumer.poll(Duration.ofMillis(200)).forEach(record -> seen.add(message(record)));
        }
        throw new AssertionError("no such message within 30 s; seen: " + seen);
    }

    /** How many messages fit that were not handed out, some time from now. */
    long count(Predicate<Message> fits, Duration after) {
        long deadline = System.nanoTime() + after.toNanos();
        while (System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> seen.add(message(record)));
        }
        return seen.stream().filter(fits).count();
    }

    private static Message message(ConsumerRecord<String, String> record) {
        try {
            return new Message(record.topic(), header(record, "ce_type"), record.key(), header(record, "ce_id"),
                    JSON.readTree(record.value()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            // A test has sent it on purpose.
            return new Message(record.topic(), "malformed", record.key(), null, JSON.createObjectNode());
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
