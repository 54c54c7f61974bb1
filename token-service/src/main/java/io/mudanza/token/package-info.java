/** Migration tokens and internal JWTs: issued, introspected, revoked, audited and signed. */
package io.mudanza.token;
