/** The parts of bundles that arrived here, and their feed. */
package io.mudanza.transfer.received;
