/** The {@code mudanza} program: the command line, and what starts and stops nodes on this machine. */
package io.mudanza.launcher;
