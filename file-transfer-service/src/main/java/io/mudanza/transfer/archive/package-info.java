/** Reads archives of strangers strictly: what cannot be understood in exactly one way is refused. */
package io.mudanza.transfer.archive;
