package io.mudanza.messaging.kafka;

import io.mudanza.contracts.event.Topics;
import java.util.Map;

/**
 * Where the messages go.
 *
 * @param broker     Kafka client settings, at least {@code bootstrap.servers}
 * @param topics     names of the topics
 * @param partitions of each new topic
 * @param node       name of the node, part of every event's source
 */
public record BrokerSettings(Map<String, Object> broker, Topics topics, int partitions, String node) {
    public BrokerSettings {
        broker = Map.copyOf(broker);
    }

    /** CloudEvents source of a service of this node. */
    public String source(String service) {
        return "/nodes/" + node + "/" + service;
    }

    /** Creates topics on this broker. */
    public TopicSetup topicSetup() {
        return new TopicSetup(broker, partitions);
    }
}
