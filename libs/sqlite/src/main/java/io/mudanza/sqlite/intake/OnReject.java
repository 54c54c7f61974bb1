package io.mudanza.sqlite.intake;

/** What rows that do not fit the target do to the run. */
public enum OnReject {
    /** All are looked at and named, and nothing is changed. */
    FAIL,
    /** They stay behind, counted in the result and in the certificate, whose verdict is then NOT_VERIFIED. */
    SKIP
}
