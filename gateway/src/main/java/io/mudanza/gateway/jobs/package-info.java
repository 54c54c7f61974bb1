/** The ledger of jobs: rows, steps, events. */
package io.mudanza.gateway.jobs;
