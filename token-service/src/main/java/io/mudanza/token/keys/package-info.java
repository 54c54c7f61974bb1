/** The keys that sign internal JWTs: made once, kept sealed, shown to all services as a JWKS. */
package io.mudanza.token.keys;
