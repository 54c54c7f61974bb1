/** Prepares the place of a new state, publishes it with its media, puts the old one back; safe against kill -9. */
package io.mudanza.engine.checkpoint;
