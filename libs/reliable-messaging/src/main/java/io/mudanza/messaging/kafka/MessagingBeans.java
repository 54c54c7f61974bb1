package io.mudanza.messaging.kafka;

import io.mudanza.contracts.event.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the services of one process share: broker settings, producer and topic names. */
@Singleton
class MessagingBeans {
    private final BrokerSettings settings;

    MessagingBeans(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "mudanza.topic-prefix", defaultValue = "mudanza") String prefix,
            @ConfigProperty(name = "mudanza.topic-partitions", defaultValue = "3") int partitions,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node) {
        this.settings = new BrokerSettings(broker, new Topics(prefix), partitions, node);
    }

    @Produces
    @Singleton
    BrokerSettings settings() {
        return settings;
    }

    @Produces
    @Singleton
    EventSender sender() {
        return new EventSender(settings.broker());
    }

    void close(@Disposes EventSender sender) {
        sender.close();
    }
}
