/** CloudEvents 1.0 in binary mode on Kafka, and the JSON of the contracts. */
package io.mudanza.messaging.cloudevent;
