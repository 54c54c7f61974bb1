/** The gateway's outbox. */
package io.mudanza.gateway.outbox;
