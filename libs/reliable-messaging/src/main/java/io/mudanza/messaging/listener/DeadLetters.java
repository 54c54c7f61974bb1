package io.mudanza.messaging.listener;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.contracts.event.Topics;
import io.mudanza.messaging.kafka.EventSender;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts messages that cannot be handled aside, with the reason in {@code dead-letter-*} headers. */
final class DeadLetters {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetters.class);

    private final EventSender sender;
    private final AtomicLong count = new AtomicLong();

    DeadLetters(EventSender sender, String listener, MeterRegistry registry) {
        this.sender = sender;
        Gauge.builder("dlq_messages", count, AtomicLong::doubleValue)
                .description("Messages put aside since the start of this process")
                .tag("listener", listener)
                .strongReference(true)
                .register(registry);
    }

    /** Returns when the broker has the dead letter. A credential among the headers is not copied. */
    void put(ConsumerRecord<String, byte[]> message, Throwable reason)
            throws InterruptedException, ExecutionException, TimeoutException {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(Topics.deadLetters(message.topic()), message.key(), message.value());
        message.headers().forEach(header -> {
            if (!header.key().equalsIgnoreCase("authorization")) {
                letter.headers().add(header);
            }
        });
        header(letter, "dead-letter-reason", reason.getClass().getSimpleName() + ": " + reason.getMessage());
        header(letter, "dead-letter-topic", message.topic());
        header(letter, "dead-letter-partition", String.valueOf(message.partition()));
        header(letter, "dead-letter-offset", String.valueOf(message.offset()));
        sender.send(letter).get(15, TimeUnit.SECONDS);
        count.incrementAndGet();
        LOGGER.error(
                "message {}-{}@{} (job {}) put to the dead letters",
                message.topic(), message.partition(), message.offset(), message.key(), reason);
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
