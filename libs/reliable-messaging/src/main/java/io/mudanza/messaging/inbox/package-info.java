/** Remembers which messages were handled. */
package io.mudanza.messaging.inbox;
