/** {@code mudanza down}: stops a node, or what is left of it. */
package io.mudanza.launcher.down;
