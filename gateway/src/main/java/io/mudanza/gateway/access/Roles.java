package io.mudanza.gateway.access;

/**
 * Roles that a migration token gives. A fenced token (one with a scope, or good for some transfer sessions only) has
 * none of the first three: it opens only what lists one of the last two, and what lists one of them asks {@link Fence}.
 */
public final class Roles {
    public static final String READ = "read";
    public static final String WRITE = "write";
    public static final String ADMIN = "admin";
    public static final String FENCED_READ = "fenced-read";
    public static final String FENCED_WRITE = "fenced-write";

    private Roles() {}
}
