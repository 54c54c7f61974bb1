package io.mudanza.transfer.upload;

/**
 * One accepted request body, kept as a file of its own. A writer that was overtaken can therefore never touch the
 * bytes of another.
 *
 * @param from   first byte within the upload
 * @param length bytes
 * @param file   name of the file in the folder of the upload
 */
record Segment(long from, long length, String file) {}
