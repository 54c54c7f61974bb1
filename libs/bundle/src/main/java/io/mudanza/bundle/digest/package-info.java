/** Digests of bags of rows, independent of their order and mergeable, and the scanner that finds rows in COPY bytes. */
package io.mudanza.bundle.digest;
