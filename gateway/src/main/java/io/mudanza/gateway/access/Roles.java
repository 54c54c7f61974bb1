package io.mudanza.gateway.access;

/** Roles that a migration token gives. */
public final class Roles {
    public static final String READ = "read";
    public static final String WRITE = "write";
    public static final String ADMIN = "admin";

    private Roles() {}
}
