/** Digests of bytes and of bags of rows, the latter independent of their order and mergeable, and the scanner that finds rows in COPY bytes. */
package io.mudanza.bundle.digest;
