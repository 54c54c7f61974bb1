/** A Redis server of our own, from the PATH or from a bundled binary. */
package io.mudanza.embedded.redis;
