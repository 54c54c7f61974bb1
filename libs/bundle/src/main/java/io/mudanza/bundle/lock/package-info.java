/** Locks between the processes of one machine. */
package io.mudanza.bundle.lock;
