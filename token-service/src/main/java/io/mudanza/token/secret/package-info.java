/** The secret of the node and what is derived from it; the written form of a migration token. */
package io.mudanza.token.secret;
