/** Gzip, read to its very end. */
package io.mudanza.bundle.gzip;
