package io.mudanza.messaging.kafka;

import io.mudanza.messaging.cloudevent.CloudEvent;
import io.mudanza.messaging.cloudevent.KafkaBinding;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka producer of a process: idempotent, {@code acks=all}. Made at the first use, so that a broker that is away
 * stops no service from starting. Thread-safe.
 */
public final class EventSender implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventSender.class);

    private final Map<String, Object> broker;
    private Producer<String, byte[]> producer;

    /** @param broker settings of the broker, at least {@code bootstrap.servers} */
    public EventSender(Map<String, Object> broker) {
        this.broker = Map.copyOf(broker);
    }

    /** Sends; the future ends at the broker's acknowledgement. May block up to 5 s while the broker is away. */
    public Future<RecordMetadata> send(String topic, String key, CloudEvent event) {
        return producer().send(KafkaBinding.toRecord(topic, key, event));
    }

    /** Sends a record as it is, for the dead letters. */
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> message) {
        return producer().send(message);
    }

    /** Sends without waiting or retrying: for progress, which the next message repeats. */
    public void sendLossy(String topic, String key, CloudEvent event) {
        try {
            producer().send(KafkaBinding.toRecord(topic, key, event), (done, failure) -> {
                if (failure != null) {
                    LOGGER.debug("lost {} for {}: {}", event.type(), event.subject(), failure.toString());
                }
            });
        } catch (RuntimeException lost) {
            LOGGER.debug("lost {} for {}: {}", event.type(), event.subject(), lost.toString());
        }
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            Map<String, Object> settings = new HashMap<>(broker);
            settings.keySet().removeIf(name -> name.startsWith("group.") || name.contains("deserializer"));
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(3));
            producer = null;
        }
    }
}
