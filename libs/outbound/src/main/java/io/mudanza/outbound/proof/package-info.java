/** Which node asks: requests signed with the key of a node (RFC 9421), checked against keys that are known beforehand. */
package io.mudanza.outbound.proof;
