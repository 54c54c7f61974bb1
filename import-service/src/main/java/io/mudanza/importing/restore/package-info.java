/** Restores a dump into a scratch database, merges the administrators of the platform into it, and says what has to be found there. */
package io.mudanza.importing.restore;
