/** The worker that runs the steps of this service, and how steps fail. */
package io.mudanza.transfer.steps;
