/** The same request gets the same answer. */
package io.mudanza.gateway.idempotency;
