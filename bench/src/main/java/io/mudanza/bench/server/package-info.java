/** Two PostgreSQL servers of equal settings, and what is done to them between two measurements. */
package io.mudanza.bench.server;
