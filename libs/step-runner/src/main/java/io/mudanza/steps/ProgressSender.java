package io.mudanza.steps;

import io.mudanza.contracts.event.EventType;
import io.mudanza.contracts.progress.StepProgress;
import io.mudanza.messaging.cloudevent.CloudEvent;
import io.mudanza.messaging.kafka.BrokerSettings;
import io.mudanza.messaging.kafka.EventSender;

/** Sends progress straight to the lossy topic. */
final class ProgressSender {
    private final EventSender sender;
    private final String topic;
    private final String source;

    ProgressSender(EventSender sender, BrokerSettings broker, String service) {
        this.sender = sender;
        this.topic = broker.topics().progress();
        this.source = broker.source(service);
    }

    /** @param force also when nothing changed */
    void send(RunningStep step, boolean force) {
        StepProgress progress = step.progress(force);
        if (progress != null) {
            String job = step.jobId().toString();
            sender.sendLossy(topic, job, CloudEvent.of(source, EventType.STEP_PROGRESS, job, progress));
        }
    }
}
