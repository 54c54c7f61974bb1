package io.mudanza.contracts.event;

import io.mudanza.contracts.step.Worker;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names of the Kafka topics. The key of every record is the job id (of a request: the request's id).
 *
 * @param prefix first part of every name, {@code mudanza} unless several nodes share a broker
 */
public record Topics(String prefix) {

    /** Commands to one worker. */
    public String commands(Worker worker) {
        return prefix + ".job.commands." + worker.wire();
    }

    /** Requests of other programs to start a job. */
    public String requests() {
        return prefix + ".job.requests";
    }

    /** Everything that happened to steps and jobs, in order per job. */
    public String events() {
        return prefix + ".job.events";
    }

    /** How far steps are; may lose messages. */
    public String progress() {
        return prefix + ".job.progress";
    }

    /** Every topic of a node with its dead letters: what has to exist before anything is sent. */
    public List<String> all() {
        Stream<String> commands = Arrays.stream(Worker.values()).map(this::commands);
        return Stream.concat(commands, Stream.of(requests(), events(), progress()))
                .flatMap(topic -> Stream.of(topic, deadLetters(topic)))
                .toList();
    }

    /** Where messages of a topic go that cannot be handled. */
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }
}
