/** Ranges of IP addresses from which a token may be used. */
package io.mudanza.token.address;
