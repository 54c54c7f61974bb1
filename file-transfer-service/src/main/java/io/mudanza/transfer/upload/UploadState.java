package io.mudanza.transfer.upload;

/**
 * Where an upload stands.
 *
 * @param offset   bytes that are kept; the next chunk begins here
 * @param complete whether the last chunk has arrived
 */
public record UploadState(long offset, boolean complete) {}
