package io.mudanza.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A migration token that was good when the token-service was asked.
 *
 * @param id          public id of the token, safe to show and to log
 * @param permissions the roles it gives: {@code read}, {@code write}, {@code admin}
 * @param expiresAt   until when it may be used
 * @param description what its owner wrote
 * @param peers       names of which the caller must have proved one; empty when none is asked for
 * @param scope       what it is limited to; null when it is not
 * @param limited     whether it is good for a number of transfer sessions only
 * @param sessions    jobs of the transfer sessions that it has opened; empty unless limited
 */
public record ActiveToken(
        String id,
        Set<String> permissions,
        Instant expiresAt,
        String description,
        Set<String> peers,
        TokenScope scope,
        boolean limited,
        Set<UUID> sessions) {

    public ActiveToken {
        permissions = Set.copyOf(permissions);
        peers = Set.copyOf(peers);
        sessions = Set.copyOf(sessions);
    }

    /** A token without any limit. */
    public ActiveToken(String id, Set<String> permissions, Instant expiresAt, String description) {
        this(id, permissions, expiresAt, description, Set.of(), null, false, Set.of());
    }

    /** Whether it gives less than its permissions say: a part of the platform, or some sessions. */
    public boolean fenced() {
        return limited || scope != null;
    }
}
