package io.mudanza.dumps.restore;

/** Whose rights the statements of the dump had while they ran. */
public enum RestoredBy {
    /** A role made for this restore, without any right outside the scratch database, and dropped after it. */
    THROW_AWAY_ROLE,
    /** The role of the platform itself, which may not create roles and is no superuser. */
    ROLE_OF_THE_PLATFORM
}
