/** Runs a node once so that later ones start faster. */
package io.mudanza.launcher.prepare;
