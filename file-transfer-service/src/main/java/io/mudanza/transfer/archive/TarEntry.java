package io.mudanza.transfer.archive;

/**
 * A member of a tar.
 *
 * @param name   checked, relative, without a leading {@code ./} or a trailing slash; empty for the archive's own folder
 * @param folder whether it is a folder; else it is a plain file
 * @param size   bytes of its content
 */
public record TarEntry(String name, boolean folder, long size) {}
