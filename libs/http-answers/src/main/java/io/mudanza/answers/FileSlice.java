package io.mudanza.answers;

import java.nio.file.Path;

/**
 * Bytes of a file that others may write, move or replace meanwhile. They go from the disk's cache to the connection by the
 * kernel. A symbolic link at the path is never followed.
 *
 * @param file   the file
 * @param offset where the bytes begin
 * @param count  how many
 */
record FileSlice(Path file, long offset, long count) {}
