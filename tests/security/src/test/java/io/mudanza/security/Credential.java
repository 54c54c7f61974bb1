package io.mudanza.security;

import io.mudanza.endtoend.Node;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What somebody at the door may have in hand. */
enum Credential {
    NONE(Set.of()),
    BAD(Set.of()),
    EXPIRED(Set.of()),
    REVOKED(Set.of()),
    READ(Set.of("read")),
    WRITE(Set.of("write")),
    READ_WRITE(Set.of("read", "write")),
    ADMIN(Set.of("read", "write", "admin"));

    private static final Map<Credential, String> SECRETS = new EnumMap<>(Credential.class);

    private final Set<String> permissions;

    Credential(Set<String> permissions) {
        this.permissions = permissions;
    }

    /** Whether it opens what asks for a permission; {@code any} asks for some good token. */
    boolean opens(String permission) {
        return permission.equals("any") ? !permissions.isEmpty() : permissions.contains(permission);
    }

    /** Whether it is nobody's. */
    boolean isNobody() {
        return permissions.isEmpty();
    }

    /** The secret of a token of this kind at the node {@link RunningNodes#one}; null for none. */
    synchronized String secret() throws Exception {
        synchronized (SECRETS) {
            if (this == NONE || SECRETS.containsKey(this)) {
                return SECRETS.get(this);
            }
            SECRETS.put(this, issue(RunningNodes.one()));
            return SECRETS.get(this);
        }
    }

    private String issue(Node node) throws Exception {
        return switch (this) {
            case NONE -> null;
            case BAD -> "mig_abcdefghijkl_" + "x".repeat(43) + "_000000";
            case EXPIRED -> {
                String token = node.token("admin");
                try (Connection connection = node.postgres().connect("mudanza");
                        PreparedStatement age = connection.prepareStatement("UPDATE token.migration_token SET created_at ="
                                + " now() - interval '2 days', expires_at = now() - interval '1 day' WHERE id = ?")) {
                    age.setString(1, token.split("_")[1]);
                    if (age.executeUpdate() != 1) {
                        throw new AssertionError("the token cannot be made older");
                    }
                }
                yield token;
            }
            case REVOKED -> {
                String token = node.token("admin");
                new Door(node).call("DELETE", "tokens/" + token.split("_")[1] + "/", node.adminToken());
                yield token;
            }
            case READ, WRITE, READ_WRITE, ADMIN -> node.token(name().toLowerCase(java.util.Locale.ROOT));
        };
    }
}
