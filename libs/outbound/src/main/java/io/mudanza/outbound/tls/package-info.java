/** Whom this node trusts over TLS, and what it proves itself with. */
package io.mudanza.outbound.tls;
