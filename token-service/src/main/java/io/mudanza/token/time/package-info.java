/** The time of the token-service, which tests can set. */
package io.mudanza.token.time;
