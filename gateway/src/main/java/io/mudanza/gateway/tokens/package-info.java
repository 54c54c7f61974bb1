/** The token-service's public side. */
package io.mudanza.gateway.tokens;
