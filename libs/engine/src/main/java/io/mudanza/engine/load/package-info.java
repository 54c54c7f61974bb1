/** Loads parts into a target, each exactly once, while they are still being sealed. */
package io.mudanza.engine.load;
