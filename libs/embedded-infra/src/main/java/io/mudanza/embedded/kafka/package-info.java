/** A single Kafka broker in a JVM of its own. */
package io.mudanza.embedded.kafka;
