/** Events kept in the caller's transaction and relayed to Kafka in order per key. */
package io.mudanza.messaging.outbox;
