package io.mudanza.gateway.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.contracts.event.Topics;
import io.mudanza.contracts.step.Worker;
import io.mudanza.messaging.Schema;
import io.mudanza.messaging.kafka.BrokerSettings;
import io.mudanza.messaging.kafka.EventSender;
import io.mudanza.messaging.outbox.Outbox;
import io.mudanza.messaging.outbox.OutboxRelay;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.UUID;

/** The gateway's outbox: part of the current transaction, relayed right after its commit. */
@ApplicationScoped
public class GatewayOutbox {
    private static final Schema SCHEMA = new Schema("gateway");

    private final Outbox outbox;
    private final OutboxRelay relay;
    private final Topics topics;
    private final TransactionSynchronizationRegistry transactions;

    GatewayOutbox(
            @DataSource("gateway") AgroalDataSource dataSource,
            BrokerSettings broker,
            EventSender sender,
            MeterRegistry registry,
            TransactionSynchronizationRegistry transactions) {
        this.outbox = new Outbox(dataSource, SCHEMA);
        this.relay = new OutboxRelay(dataSource, SCHEMA, sender, broker.source("gateway"), registry);
        this.topics = broker.topics();
        this.transactions = transactions;
    }

    /** Begins to relay. */
    public void start() {
        relay.start();
    }

    /** Ends relaying. */
    public void stop() {
        relay.close();
    }

    /** A command to a worker. */
    public void toWorker(Worker worker, String type, UUID jobId, Object data) {
        add(topics.commands(worker), type, jobId.toString(), data);
    }

    /** An event for the world; key is the job's id, or the request's where there is no job. */
    public void toEvents(String type, String key, Object data) {
        add(topics.events(), type, key, data);
    }

    private void add(String topic, String type, String key, Object data) {
        try {
            outbox.add(topic, type, key, data);
        } catch (SQLException failure) {
            throw new IllegalStateException("the outbox cannot be written", failure);
        }
        if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
            transactions.registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    // Nothing is to be done before the commit.
                }

                @Override
                public void afterCompletion(int status) {
                    relay.wakeUp();
                }
            });
        }
    }
}
