/** Certificates and TLS servers for tests, made on the spot. */
package io.mudanza.outbound.testing;
