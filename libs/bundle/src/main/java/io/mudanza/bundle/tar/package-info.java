/** A bundle as one file: an uncompressed ustar of exactly one form, written from any offset and read at random. */
package io.mudanza.bundle.tar;
