package io.mudanza.bundle.manifest;

/**
 * The media store when the bundle was made.
 *
 * @param files number of files
 * @param bytes sum of their lengths
 */
public record MediaSummary(long files, long bytes) {}
