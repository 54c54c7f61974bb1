package io.mudanza.sqlite.intake;

/** With rows that do not fit. */
public enum Patience {
    /** The first ends the run. */
    NONE,
    /** All are looked at and named, then the run ends. */
    NAME_ALL,
    /** They stay behind. */
    SKIP
}
