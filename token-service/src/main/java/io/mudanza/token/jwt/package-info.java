/** Signs the short-lived JWTs: for services of the node, and for requests that come by Kafka. */
package io.mudanza.token.jwt;
