/** Commands that start, follow and steer jobs of a node. */
package io.mudanza.cli.job;
