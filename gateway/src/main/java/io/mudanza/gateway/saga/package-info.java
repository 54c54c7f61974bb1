/** Decides what happens next with a job: the next step, another attempt, the way back. */
package io.mudanza.gateway.saga;
