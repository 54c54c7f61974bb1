/** The checkpoints of a node. */
package io.mudanza.cli.checkpoint;
