/** The gateway on real PostgreSQL, Kafka and Redis; the other services are played by the tests. */
package io.mudanza.gateway;
