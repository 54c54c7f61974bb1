/** How the token-service says no: a stable code and a sentence, as {@code application/problem+json}. */
package io.mudanza.token.problem;
