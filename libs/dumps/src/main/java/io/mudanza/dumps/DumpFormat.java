package io.mudanza.dumps;

/** The shapes in which pg_dump writes. */
public enum DumpFormat {
    /** SQL text ({@code -Fp}). */
    PLAIN,
    /** One file with a table of contents ({@code -Fc}). */
    CUSTOM,
    /** A folder with {@code toc.dat} and a file for each table ({@code -Fd}). */
    DIRECTORY,
    /** The same in one tar ({@code -Ft}). */
    TAR
}
