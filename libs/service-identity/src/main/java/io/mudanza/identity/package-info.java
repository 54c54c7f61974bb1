/**
 * Who calls whom inside a node: a service proves itself to the token-service with the secret of the node, gets a JWT
 * of five minutes, and attaches it to its calls. The settings that check those JWTs come with this library.
 */
package io.mudanza.identity;
