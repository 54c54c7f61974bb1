package io.mudanza.contracts.job;

/** The result of a comparison. What was not compared is never called equal. */
public enum JobVerdict {
    EQUAL,
    DIFFERENT,
    NOT_VERIFIED
}
