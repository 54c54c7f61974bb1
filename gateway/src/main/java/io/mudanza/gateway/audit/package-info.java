/** The audit of the public API: every call that changes something, is refused, or takes data away. */
package io.mudanza.gateway.audit;
