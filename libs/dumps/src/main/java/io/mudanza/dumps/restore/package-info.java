/** Restores a dump into a scratch database as a powerless role, and compares what the dump held with what is there. */
package io.mudanza.dumps.restore;
