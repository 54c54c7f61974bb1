package io.mudanza.identity;

import java.time.Instant;
import java.util.Set;

/**
 * A migration token that was good when the token-service was asked.
 *
 * @param id          public id of the token, safe to show and to log
 * @param permissions the roles it gives: {@code read}, {@code write}, {@code admin}
 * @param expiresAt   until when it may be used
 * @param description what its owner wrote
 */
public record ActiveToken(String id, Set<String> permissions, Instant expiresAt, String description) {

    public ActiveToken {
        permissions = Set.copyOf(permissions);
    }
}
