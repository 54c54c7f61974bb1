/** Consumes topics in order; what cannot be handled goes to the dead letters and never stops the rest. */
package io.mudanza.messaging.listener;
