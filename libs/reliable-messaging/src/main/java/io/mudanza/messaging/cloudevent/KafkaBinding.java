package io.mudanza.messaging.cloudevent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** CloudEvents to Kafka records and back, binary mode: attributes in {@code ce_} headers, data as the value. */
public final class KafkaBinding {
    private KafkaBinding() {}

    /** A record with the event's attributes as headers. */
    public static ProducerRecord<String, byte[]> toRecord(String topic, String key, CloudEvent event) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, event.data());
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", event.id());
        header(message, "ce_source", event.source() == null ? "/" : event.source());
        header(message, "ce_type", event.type());
        header(message, "ce_subject", event.subject());
        header(message, "ce_time", event.time() == null ? null : event.time().toString());
        header(message, "content-type", "application/json");
        event.headers().forEach((name, value) -> header(message, name, value));
        return message;
    }

    /** @throws MalformedEventException when the record is no CloudEvent */
    public static CloudEvent fromRecord(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        String id = required(headers.remove("ce_id"), "ce_id");
        String type = required(headers.remove("ce_type"), "ce_type");
        String subject = headers.remove("ce_subject");
        if (message.value() == null) {
            throw new MalformedEventException("the message has no data");
        }
        return new CloudEvent(
                id,
                headers.remove("ce_source"),
                type,
                subject == null ? message.key() : subject,
                time(headers.remove("ce_time")),
                message.value(),
                headers);
    }

    private static Instant time(String text) {
        try {
            return text == null ? null : java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException malformed) {
            throw new MalformedEventException("the header ce_time is no time", malformed);
        }
    }

    private static String required(String value, String name) {
        if (value == null || value.isBlank()) {
            throw new MalformedEventException("the header " + name + " is missing");
        }
        return value;
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        if (value != null) {
            message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
