/** The kept states of the platform over HTTP. */
package io.mudanza.importing.checkpoint;
