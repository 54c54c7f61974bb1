/** Folders for what a run needs only while it lasts. */
package io.mudanza.engine.scratch;
