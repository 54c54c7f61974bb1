/** {@code mudanza up}: starts a node. */
package io.mudanza.launcher.up;
