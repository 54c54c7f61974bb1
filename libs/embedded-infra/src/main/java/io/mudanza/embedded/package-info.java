/** PostgreSQL, Kafka and Redis without Docker: for tests and for nodes that bring their own infrastructure. */
package io.mudanza.embedded;
