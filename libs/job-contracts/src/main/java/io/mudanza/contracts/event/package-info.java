/** What happened: the events on Kafka, their types and topics. */
package io.mudanza.contracts.event;
