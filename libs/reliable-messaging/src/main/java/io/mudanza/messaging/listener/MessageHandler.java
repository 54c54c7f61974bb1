package io.mudanza.messaging.listener;

import io.mudanza.messaging.cloudevent.CloudEvent;

/** Handles one message in one short transaction: inbox row, state, outbox rows. */
@FunctionalInterface
public interface MessageHandler {
    /**
     * @throws io.mudanza.messaging.cloudevent.MalformedEventException when no retry can help: straight to the dead letters
     * @throws Exception                                               otherwise the message is tried again
     */
    void handle(CloudEvent event) throws Exception;
}
