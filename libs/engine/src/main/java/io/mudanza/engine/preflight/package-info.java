/** Finds what stands in the way before anything starts; creates nothing. */
package io.mudanza.engine.preflight;
