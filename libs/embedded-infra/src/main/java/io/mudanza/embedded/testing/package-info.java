/** One PostgreSQL, Kafka and Redis for all the tests of a JVM. */
package io.mudanza.embedded.testing;
