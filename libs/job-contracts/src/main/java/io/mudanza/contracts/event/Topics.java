package io.mudanza.contracts.event;

import io.mudanza.contracts.step.Worker;

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

    /** Where messages of a topic go that cannot be handled. */
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }
}
