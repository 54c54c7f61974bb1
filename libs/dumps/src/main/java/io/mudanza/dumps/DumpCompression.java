package io.mudanza.dumps;

/** How the bytes of a dump are packed; within an archive, its data. */
public enum DumpCompression {
    NONE,
    GZIP,
    ZSTD,
    LZ4
}
