package io.mudanza.campaign;

import io.mudanza.contracts.event.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Delivers what a node's Kafka has once more: in order for each key, in no order across keys. */
final class Replay {
    private static final int MOST = 3_000;

    private Replay() {}

    static int run(Site site, long seed) {
        String brokers = brokers(site);
        Map<String, Deque<ProducerRecord<String, byte[]>>> byKey = new LinkedHashMap<>();
        read(brokers, byKey);
        Random random = new Random(seed);
        List<Deque<ProducerRecord<String, byte[]>>> waiting = new ArrayList<>(byKey.values());
        int sent = 0;
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "max.block.ms", "10000", "delivery.timeout.ms", "10000",
                        "request.timeout.ms", "5000", "linger.ms", "0"),
                new StringSerializer(), new ByteArraySerializer())) {
            while (!waiting.isEmpty() && sent < MOST) {
                int which = random.nextInt(waiting.size());
                Deque<ProducerRecord<String, byte[]>> queue = waiting.get(which);
                producer.send(queue.removeFirst());
                sent++;
                if (queue.isEmpty()) {
                    waiting.remove(which);
                }
            }
            producer.flush();
        }
        return sent;
    }

    private static String brokers(Site site) {
        return "127.0.0.1:" + site.process("kafka").port();
    }

    private static void read(String brokers, Map<String, Deque<ProducerRecord<String, byte[]>>> byKey) {
        List<String> topics = new Topics("mudanza").all().stream()
                .filter(topic -> !topic.endsWith(".dlq") && !topic.endsWith(".progress")).toList();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", brokers),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic, Duration.ofSeconds(10)).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            // The youngest of each partition: those of this job and of the ones before it.
            partitions.forEach(partition -> consumer.seek(partition, Math.max(0, ends.get(partition) - 400)));
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (System.nanoTime() < deadline
                    && partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    byKey.computeIfAbsent(record.topic() + "/" + record.key(), key -> new ArrayDeque<>())
                            .add(new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers()));
                }
            }
        }
    }
}
