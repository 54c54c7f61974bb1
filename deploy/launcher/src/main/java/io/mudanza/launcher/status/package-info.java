/** {@code mudanza status}: the nodes of this machine, process by process. */
package io.mudanza.launcher.status;
