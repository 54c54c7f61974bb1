/** Compares a media store with the index of a bundle, and with what the rows of the database point to. */
package io.mudanza.verifying.media;
