/** Brings the administrators of a live platform into the state restored from a backup, so that nobody is locked out. */
package io.mudanza.engine.people;
