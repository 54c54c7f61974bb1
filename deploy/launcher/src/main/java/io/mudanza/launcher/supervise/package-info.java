/** Keeps the processes of a node running, and ends them with it. */
package io.mudanza.launcher.supervise;
