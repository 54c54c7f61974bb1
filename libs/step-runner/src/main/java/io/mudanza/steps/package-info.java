/** Runs the steps of jobs on a worker: leased, heartbeating, fenced, resumable. */
package io.mudanza.steps;
