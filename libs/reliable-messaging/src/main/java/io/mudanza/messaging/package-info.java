/** Messages that are neither lost nor handled twice: what a service's database and Kafka agree on. */
package io.mudanza.messaging;
