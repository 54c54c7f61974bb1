/** A backup of a stranger becomes what a restore needs: one dump, the media as contents by hash, and a report of what was found. */
package io.mudanza.transfer.backup;
