package io.mudanza.dumps.inspect;

/** How much of a dump an inspection reads. */
public enum InspectionDepth {
    /** The head: the first megabytes of a plain dump, the table of contents of an archive. Takes well under a second. */
    HEAD,
    /** Everything, decompressed to the end and counted, every statement held against the policy. */
    WHOLE
}
