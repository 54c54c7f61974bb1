/** Medians and spread, as a table for people and as JSON. */
package io.mudanza.bench.report;
