package io.mudanza.token.issue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a token may do, and the roles that this gives at the gateway. */
public enum Permission {
    READ("read"),
    WRITE("write"),
    READ_WRITE("read", "write"),
    ADMIN("read", "write", "admin");

    private final List<String> roles;

    Permission(String... roles) {
        this.roles = List.of(roles);
    }

    public List<String> roles() {
        return roles;
    }

    /** The form used in JSON and in the table. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Permission> ofWire(String text) {
        return Arrays.stream(values()).filter(permission -> permission.wire().equals(text)).findFirst();
    }
}
