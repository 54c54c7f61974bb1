package io.mudanza.bundle.digest;

/** The two forms of COPY that bundles use. */
public enum CopyFormat {
    /** One line a row, UTF-8, default delimiters and escapes. */
    TEXT,
    /** Header, tuples with lengths, trailer. */
    BINARY
}
