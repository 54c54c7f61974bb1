/** The library that restores dumps as a program of its own, so that it can be measured beside psql and pg_restore. */
package io.mudanza.bench.dumps;
