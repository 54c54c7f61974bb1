/** The one producer of a process, the topics, and the settings of the broker. */
package io.mudanza.messaging.kafka;
