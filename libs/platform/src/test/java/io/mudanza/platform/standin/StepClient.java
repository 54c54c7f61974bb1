package io.mudanza.platform.standin;

import io.mudanza.contracts.event.EventType;
import io.mudanza.contracts.event.StepCompleted;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.event.StepLogged;
import io.mudanza.contracts.event.Topics;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.step.CancelCommand;
import io.mudanza.contracts.step.StepCommand;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.messaging.cloudevent.CloudEvent;
import io.mudanza.messaging.cloudevent.KafkaBinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends commands to a worker and waits for its events, with a plain Kafka client. Not for several threads. */
public final class StepClient implements AutoCloseable {

    private final Topics topics;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<CloudEvent> events = new ArrayList<>();

    public StepClient(String brokers, String prefix) {
        topics = new Topics(prefix);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all"), new StringSerializer(), new ByteArraySerializer());
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers);
        settings.put("group.id", "test-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topics.events()));
    }

    /** How a step ended: exactly one of both is not null. */
    public record Ending(StepCompleted completed, StepFailed failed) {

        public Map<String, Object> facts() {
            if (completed == null) {
                throw new AssertionError("the step failed: " + failed.code() + ": " + failed.detail());
            }
            return completed.facts();
        }
    }

    /** Sends a command and waits for its end. */
    public Ending run(UUID job, StepKind kind, JobDirection direction, JobOptions options, Map<String, Object> facts) {
        return await(send(job, kind, direction, options, facts));
    }

    /** Sends a command. @return the id of the step */
    public UUID send(UUID job, StepKind kind, JobDirection direction, JobOptions options, Map<String, Object> facts) {
        StepCommand command = new StepCommand(job, UUID.randomUUID(), kind, direction, options, facts);
        send(command);
        return command.stepId();
    }

    public void send(StepCommand command) {
        CloudEvent event = CloudEvent.of("/test", EventType.STEP_COMMAND, command.jobId().toString(), command);
        producer.send(KafkaBinding.toRecord(topics.commands(command.kind().worker()), command.jobId().toString(), event));
        producer.flush();
    }

    public void cancel(UUID job, StepKind kind) {
        CloudEvent event = CloudEvent.of("/test", EventType.CANCEL_COMMAND, job.toString(), new CancelCommand(job));
        producer.send(KafkaBinding.toRecord(topics.commands(kind.worker()), job.toString(), event));
        producer.flush();
    }

    public Ending await(UUID step) {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (System.nanoTime() < deadline) {
            poll();
            for (CloudEvent event : events) {
                if (event.type().equals(EventType.STEP_COMPLETED)
                        && event.dataAs(StepCompleted.class).stepId().equals(step)) {
                    return new Ending(event.dataAs(StepCompleted.class), null);
                }
                if (event.type().equals(EventType.STEP_FAILED) && event.dataAs(StepFailed.class).stepId().equals(step)) {
                    return new Ending(null, event.dataAs(StepFailed.class));
                }
            }
        }
        throw new AssertionError("the step " + step + " did not end; events: " + events);
    }

    /** The lines of the job's log so far. */
    public List<String> log(UUID job) {
        poll();
        return events.stream()
                .filter(event -> event.type().equals(EventType.STEP_LOGGED))
                .map(event -> event.dataAs(StepLogged.class))
                .filter(line -> line.jobId().equals(job))
                .map(StepLogged::message)
                .toList();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(200)).forEach(message -> events.add(KafkaBinding.fromRecord(message)));
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
