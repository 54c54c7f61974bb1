/** Exports that begin by themselves at the times of a cron expression, and how many of them are kept. */
package io.mudanza.gateway.schedules;
