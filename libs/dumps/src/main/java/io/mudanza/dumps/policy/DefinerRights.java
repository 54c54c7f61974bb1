package io.mudanza.dumps.policy;

/** What becomes of functions that run with the rights of their owner ({@code SECURITY DEFINER}). */
public enum DefinerRights {
    /** The dump is refused, with their names. */
    REFUSE,
    /** They are created with the rights of whoever calls them, and named in the report. */
    STRIP,
    /** They stay as they are: the owner of the platform trusts whoever made the dump. */
    KEEP
}
