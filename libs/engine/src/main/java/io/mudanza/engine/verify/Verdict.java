package io.mudanza.engine.verify;

/** The result of a comparison. What was not compared is never called equal. */
public enum Verdict {
    EQUAL,
    DIFFERENT,
    NOT_VERIFIED
}
