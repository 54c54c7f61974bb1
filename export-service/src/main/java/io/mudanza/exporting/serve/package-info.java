/** Exports over HTTP: the live feed of parts, single parts, and the bundle as one file. */
package io.mudanza.exporting.serve;
