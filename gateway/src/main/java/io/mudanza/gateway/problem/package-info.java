/** Errors as problem documents, in the caller's language. */
package io.mudanza.gateway.problem;
