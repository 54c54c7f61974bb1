package io.mudanza.messaging.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that a service uses, where they do not exist yet. Thread-safe. */
public final class TopicSetup {
    private final Map<String, Object> broker;
    private final int partitions;

    /**
     * @param broker     settings of the broker
     * @param partitions of each new topic; how many replicas of a service can share its work
     */
    public TopicSetup(Map<String, Object> broker, int partitions) {
        this.broker = Map.copyOf(broker);
        this.partitions = partitions;
    }

    /**
     * Creates what is missing of the given topics; a replica that did it at the same time is no error.
     *
     * @throws BrokerAwayException when the broker does not answer within 10 s
     */
    public void ensure(Collection<String> topics) throws InterruptedException {
        try (Admin admin = Admin.create(adminSettings())) {
            Set<String> missing = new HashSet<>(topics);
            missing.removeAll(admin.listTopics().names().get(10, TimeUnit.SECONDS));
            if (missing.isEmpty()) {
                return;
            }
            admin.createTopics(missing.stream().map(this::topic).toList()).values().forEach((name, created) -> {
                try {
                    created.get(10, TimeUnit.SECONDS);
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof TopicExistsException)) {
                        throw new BrokerAwayException("could not create the topic " + name, failed.getCause());
                    }
                } catch (TimeoutException away) {
                    throw new BrokerAwayException("could not create the topic " + name, away);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (ExecutionException | TimeoutException | org.apache.kafka.common.KafkaException away) {
            throw new BrokerAwayException("the Kafka broker does not answer", away);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private NewTopic topic(String name) {
        int count = name.endsWith(".dlq") ? 1 : partitions;
        return new NewTopic(name, Optional.of(count), Optional.empty());
    }

    private Map<String, Object> adminSettings() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.keySet().removeIf(name -> name.startsWith("group.") || name.contains("serializer"));
        settings.put("default.api.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 5_000);
        return settings;
    }

    /** The broker cannot be reached or refused; trying again later is right. */
    public static final class BrokerAwayException extends RuntimeException {
        BrokerAwayException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
