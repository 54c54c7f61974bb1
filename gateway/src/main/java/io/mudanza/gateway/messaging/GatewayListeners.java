package io.mudanza.gateway.messaging;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.contracts.event.EventType;
import io.mudanza.contracts.event.StepCompleted;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.event.StepLogged;
import io.mudanza.contracts.event.StepStarted;
import io.mudanza.contracts.event.Topics;
import io.mudanza.contracts.progress.StepProgress;
import io.mudanza.gateway.outbox.GatewayOutbox;
import io.mudanza.gateway.progress.ProgressLedger;
import io.mudanza.gateway.saga.StepOutcomes;
import io.mudanza.messaging.Schema;
import io.mudanza.messaging.cloudevent.CloudEvent;
import io.mudanza.messaging.cloudevent.MalformedEventException;
import io.mudanza.messaging.inbox.Inbox;
import io.mudanza.messaging.kafka.BrokerSettings;
import io.mudanza.messaging.kafka.EventSender;
import io.mudanza.messaging.listener.MessageListener;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;

/** Listens to what the workers report and what other programs ask for. */
@ApplicationScoped
class GatewayListeners {
    private static final Schema SCHEMA = new Schema("gateway");

    private final GatewayOutbox outbox;
    private final StepOutcomes outcomes;
    private final ProgressLedger progress;
    private final Inbox inbox;
    private final List<MessageListener> listeners;

    GatewayListeners(
            GatewayOutbox outbox,
            StepOutcomes outcomes,
            ProgressLedger progress,
            RequestedJobs requests,
            @DataSource("gateway") AgroalDataSource dataSource,
            BrokerSettings broker,
            EventSender sender,
            MeterRegistry registry) {
        this.outbox = outbox;
        this.outcomes = outcomes;
        this.progress = progress;
        this.inbox = new Inbox(dataSource, SCHEMA);
        Topics topics = broker.topics();
        this.listeners = List.of(
                new MessageListener("gateway", topics.events(), false, broker, sender, registry, this::event),
                new MessageListener("gateway-progress", topics.progress(), true, broker, sender, registry, this::progress),
                new MessageListener("gateway-requests", topics.requests(), false, broker, sender, registry,
                        event -> once("gateway-requests", event, () -> requests.handle(event))));
    }

    void start(@Observes StartupEvent starting) {
        outbox.start();
        listeners.forEach(MessageListener::start);
    }

    void stop(@Observes ShutdownEvent stopping) {
        listeners.forEach(MessageListener::close);
        outbox.stop();
    }

    private void event(CloudEvent event) {
        switch (event.type()) {
            case EventType.STEP_STARTED -> {
                StepStarted started = event.dataAs(StepStarted.class);
                require(started.jobId(), started.stepId());
                once("gateway", event, () -> outcomes.started(started));
            }
            case EventType.STEP_COMPLETED -> {
                StepCompleted completed = event.dataAs(StepCompleted.class);
                require(completed.jobId(), completed.stepId());
                once("gateway", event, () -> outcomes.completed(completed));
            }
            case EventType.STEP_FAILED -> {
                StepFailed failed = event.dataAs(StepFailed.class);
                require(failed.jobId(), failed.stepId());
                once("gateway", event, () -> outcomes.failed(failed));
            }
            case EventType.STEP_LOGGED -> {
                StepLogged logged = event.dataAs(StepLogged.class);
                require(logged.jobId(), logged.level(), logged.message());
                once("gateway", event, () -> outcomes.logged(logged));
            }
            default -> {
                // The gateway's own events, and those of versions to come, are for others.
            }
        }
    }

    private void progress(CloudEvent event) throws SQLException {
        if (event.type().equals(EventType.STEP_PROGRESS)) {
            StepProgress reported = event.dataAs(StepProgress.class);
            require(reported.jobId(), reported.stepId(), reported.kind());
            progress.record(reported);
        }
    }

    private void once(String consumer, CloudEvent event, Runnable work) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (firstTime(consumer, event)) {
                work.run();
            }
        });
    }

    private boolean firstTime(String consumer, CloudEvent event) {
        try {
            return inbox.firstTime(consumer, event.id());
        } catch (SQLException failure) {
            throw new IllegalStateException("the inbox cannot be written", failure);
        }
    }

    private static void require(Object... values) {
        for (Object value : values) {
            if (value == null) {
                throw new MalformedEventException("a required field is missing");
            }
        }
    }
}
