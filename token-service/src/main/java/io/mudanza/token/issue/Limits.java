package io.mudanza.token.issue;

import io.mudanza.identity.TokenScope;
import io.mudanza.token.address.AddressRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a token may, checked.
 *
 * @param allowedIps     empty for all addresses
 * @param allowedDomains names of peers of which the caller must prove one; empty for none
 * @param scope          null for the whole platform
 * @param maxUses        transfer sessions; null for any number
 * @param parent         the token that it ends with, or null
 */
public record Limits(
        String description,
        Permission permission,
        Instant expiresAt,
        List<String> allowedIps,
        List<String> allowedDomains,
        TokenScope scope,
        Integer maxUses,
        String parent) {

    /** The same as a child of another: what was not said comes from the parent. */
    Limits under(String parentId, Limits above) {
        return new Limits(description, permission, expiresAt,
                allowedIps.isEmpty() ? above.allowedIps : allowedIps,
                allowedDomains.isEmpty() ? above.allowedDomains : allowedDomains,
                scope == null ? above.scope : scope, maxUses, parentId);
    }

    /** The first thing in which it exceeds its parent. */
    Optional<String> exceeds(Limits above) {
        if (!above.permission.roles().containsAll(permission.roles())) {
            return Optional.of("permissions");
        }
        if (expiresAt.isAfter(above.expiresAt)) {
            return Optional.of("expires_in");
        }
        if (!above.allowedIps.isEmpty() && !allowedIps.stream().allMatch(above::givesRange)) {
            return Optional.of("allowed_ips");
        }
        if (!above.allowedDomains.isEmpty() && !above.allowedDomains.containsAll(allowedDomains)) {
            return Optional.of("allowed_domains");
        }
        return above.scope == null || scope != null && above.scope.covers(scope)
                ? Optional.empty()
                : Optional.of("scope");
    }

    private boolean givesRange(String asked) {
        AddressRange inner = AddressRange.parse(asked).orElseThrow();
        return allowedIps.stream().map(AddressRange::parse).flatMap(Optional::stream).anyMatch(range -> range.covers(inner));
    }
}
