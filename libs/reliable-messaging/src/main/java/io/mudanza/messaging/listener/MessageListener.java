package io.mudanza.messaging.listener;

import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.contracts.event.Topics;
import io.mudanza.crash.CrashPoint;
import io.mudanza.messaging.cloudevent.KafkaBinding;
import io.mudanza.messaging.kafka.BrokerSettings;
import io.mudanza.messaging.kafka.EventSender;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes one topic in order per partition on a thread of its own. The offset is committed after the handler's
 * transaction, so a message may come twice and none is lost. While database or broker are away a message waits; one that
 * fails for another reason is tried {@value #ATTEMPTS} times and then put to the dead letters.
 */
public final class MessageListener implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MessageListener.class);
    private static final int ATTEMPTS = 5;
    private static final Duration POLL = Duration.ofSeconds(2);

    /** The broker answers as soon as there is a message; an empty answer to every listener twice a second keeps both sides busy. */
    private static final int LONGEST_FETCH_MILLIS = 2_000;

    /** The group is left at once; what comes after only waits for a fetch that is still with the broker. */
    private static final Duration LEAVING = Duration.ofMillis(500);

    private final String group;
    private final String topic;
    private final MessageHandler handler;
    private final BrokerSettings settings;
    private final DeadLetters deadLetters;
    private final boolean onlyNew;
    private final Map<TopicPartition, Integer> attempts = new HashMap<>();
    private volatile boolean running;
    private volatile KafkaConsumer<String, byte[]> consumer;
    private Thread thread;

    /**
     * @param group   consumer group: the service's name, with a suffix where it listens to several topics
     * @param onlyNew start at the end of the topic when the group is new (progress), else at its beginning
     */
    public MessageListener(
            String group,
            String topic,
            boolean onlyNew,
            BrokerSettings settings,
            EventSender sender,
            MeterRegistry registry,
            MessageHandler handler) {
        this.group = group;
        this.topic = topic;
        this.onlyNew = onlyNew;
        this.settings = settings;
        this.handler = handler;
        this.deadLetters = new DeadLetters(sender, group, registry);
    }

    /** Starts listening; a broker that is away is waited for in the background. */
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name(group + "-listener").start(this::run);
    }

    private void run() {
        Duration pause = Duration.ofMillis(200);
        while (running) {
            try {
                ensureTopics();
                consume();
                pause = Duration.ofMillis(200);
            } catch (InterruptedException stopped) {
                return;
            } catch (WakeupException stopping) {
                if (!running) {
                    return;
                }
            } catch (RuntimeException failure) {
                LOGGER.warn("listener {} starts again in {} ms: {}", group, pause.toMillis(), failure.toString());
                pause = backOff(pause);
            }
        }
    }

    /** All topics of the node, not only this one: what a handler leads to must find its topic. */
    private void ensureTopics() throws InterruptedException {
        Set<String> topics = new HashSet<>(settings.topics().all());
        topics.add(topic);
        topics.add(Topics.deadLetters(topic));
        settings.topicSetup().ensure(topics);
    }

    private void consume() {
        KafkaConsumer<String, byte[]> opened =
                new KafkaConsumer<>(consumerSettings(), new StringDeserializer(), new ByteArrayDeserializer());
        try {
            consumer = opened;
            opened.subscribe(List.of(topic));
            while (running) {
                var batch = opened.poll(POLL);
                for (TopicPartition partition : batch.partitions()) {
                    consumePartition(opened, partition, batch.records(partition));
                }
            }
        } finally {
            consumer = null;
            opened.close(CloseOptions.timeout(LEAVING));
        }
    }

    private void consumePartition(
            KafkaConsumer<String, byte[]> opened,
            TopicPartition partition,
            List<ConsumerRecord<String, byte[]>> messages) {
        for (ConsumerRecord<String, byte[]> message : messages) {
            if (!running) {
                return;
            }
            if (!handle(message, partition)) {
                opened.seek(partition, message.offset());
                backOff(Duration.ofMillis(Math.min(5_000, 100L << Math.min(attempts.get(partition), 6))));
                return;
            }
            attempts.remove(partition);
            CrashPoint.reached("listener:handled");
            opened.commitSync(Map.of(partition, new OffsetAndMetadata(message.offset() + 1)));
        }
    }

    /** True when the message is done with, handled or put aside. */
    private boolean handle(ConsumerRecord<String, byte[]> message, TopicPartition partition) {
        try {
            handler.handle(KafkaBinding.fromRecord(message));
            return true;
        } catch (Exception failure) {
            if (!running) {
                attempts.putIfAbsent(partition, 1);
                return false;
            }
            int attempt = attempts.merge(partition, 1, Integer::sum);
            Fault fault = Fault.of(failure);
            boolean hopeless = fault == Fault.POISON || fault == Fault.UNKNOWN && attempt >= ATTEMPTS;
            if (hopeless && putAside(message, failure)) {
                return true;
            }
            LOGGER.warn("{}@{} attempt {} failed: {}", partition, message.offset(), attempt, failure.toString());
            return false;
        }
    }

    private boolean putAside(ConsumerRecord<String, byte[]> message, Exception reason) {
        try {
            deadLetters.put(message, reason);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception brokerAway) {
            LOGGER.warn("the dead letter of {} waits for the broker: {}", topic, brokerAway.toString());
            return false;
        }
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> values = new HashMap<>(settings.broker());
        values.keySet().removeIf(name -> name.contains("serializer"));
        values.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        values.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        values.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, onlyNew ? "latest" : "earliest");
        values.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        values.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        values.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        values.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LONGEST_FETCH_MILLIS);
        values.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        values.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        return values;
    }

    private static Duration backOff(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return pause.multipliedBy(2).compareTo(Duration.ofSeconds(5)) > 0 ? Duration.ofSeconds(5) : pause.multipliedBy(2);
    }

    @Override
    public synchronized void close() {
        running = false;
        KafkaConsumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        }
    }
}
