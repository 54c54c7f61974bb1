package io.mudanza.token.issue;

import io.mudanza.identity.TokenScope;
import io.mudanza.token.address.AddressRange;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A token as it is kept. Nothing changes once it is issued, but when it was revoked, used or refused, how often it was
 * used, and its secret when it is rotated.
 */
@Entity(name = "MigrationToken")
@Table(name = "migration_token")
@DynamicUpdate
public class MigrationTokenEntity {

    @Id
    private String id;
    @Column(name = "secret_hmac")
    private byte[] secretHmac;
    private String description;
    private String permission;
    @Column(name = "allowed_ips")
    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] allowedIps;
    @Column(name = "allowed_domains")
    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] allowedDomains;
    private String scope;
    private String parent;
    @Column(name = "max_uses")
    private Integer maxUses;
    @Column(insertable = false, updatable = false)
    private int uses;
    @Column(name = "created_by")
    private String createdBy;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "lifetime_seconds")
    private long lifetimeSeconds;
    @Column(name = "expires_at")
    private Instant expiresAt;
    @Column(name = "revoked_at")
    private Instant revokedAt;
    @Column(name = "rotated_at")
    private Instant rotatedAt;
    @Column(name = "previous_hmac")
    private byte[] previousHmac;
    @Column(name = "previous_until")
    private Instant previousUntil;
    @Column(name = "last_used_at")
    private Instant lastUsedAt;
    @Column(name = "last_refused_at")
    private Instant lastRefusedAt;

    protected MigrationTokenEntity() {
    }

    MigrationTokenEntity(String id, byte[] secretHmac, Limits limits, String createdBy, Instant createdAt) {
        this.id = id;
        this.secretHmac = secretHmac;
        this.description = limits.description();
        this.permission = limits.permission().wire();
        this.allowedIps = limits.allowedIps().toArray(String[]::new);
        this.allowedDomains = limits.allowedDomains().toArray(String[]::new);
        this.scope = limits.scope() == null ? null : limits.scope().json().toString();
        this.parent = limits.parent();
        this.maxUses = limits.maxUses();
        this.createdBy = createdBy;
        this.createdAt = createdAt;
        this.lifetimeSeconds = Duration.between(createdAt, limits.expiresAt()).toSeconds();
        this.expiresAt = limits.expiresAt();
    }

    public String id() {
        return id;
    }

    /** HMAC of the secret under the node's pepper. */
    public byte[] secretHmac() {
        return secretHmac.clone();
    }

    /** HMAC of the secret before the last rotation, while that is still good. */
    public Optional<byte[]> previousHmac(Instant now) {
        return previousHmac != null && now.isBefore(previousUntil) ? Optional.of(previousHmac.clone()) : Optional.empty();
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** How long it lived when it was issued or rotated last. */
    Duration lifetime() {
        return Duration.ofSeconds(lifetimeSeconds);
    }

    /** What it may do and for how long. */
    public Limits limits() {
        return new Limits(description, Permission.ofWire(permission).orElseThrow(), expiresAt, List.of(allowedIps),
                List.of(allowedDomains), ScopeText.read(scope), maxUses, parent);
    }

    public TokenStatus status(Instant now) {
        if (revokedAt != null) {
            return TokenStatus.REVOKED;
        }
        if (!now.isBefore(expiresAt)) {
            return TokenStatus.EXPIRED;
        }
        return maxUses != null && uses >= maxUses ? TokenStatus.USED_UP : TokenStatus.ACTIVE;
    }

    /** Whether it may be used from there: from everywhere when no range was given. */
    public boolean mayBeUsedFrom(String address) {
        return allowedIps.length == 0 || Arrays.stream(allowedIps)
                .map(AddressRange::parse)
                .flatMap(Optional::stream)
                .anyMatch(range -> range.contains(address));
    }

    void rotate(byte[] fresh, Instant now, Instant oldUntil, Instant until) {
        previousHmac = secretHmac;
        previousUntil = oldUntil;
        secretHmac = fresh;
        rotatedAt = now;
        lifetimeSeconds = Duration.between(now, until).toSeconds();
        expiresAt = until;
    }

    TokenView view(Instant now) {
        TokenScope limit = ScopeText.read(scope);
        return new TokenView(id, description, permission, status(now).wire(), List.of(allowedIps),
                List.of(allowedDomains), limit == null ? null : limit.json(), parent, maxUses,
                maxUses == null ? null : uses, createdBy, createdAt, expiresAt, revokedAt, rotatedAt,
                previousHmac(now).map(still -> previousUntil).orElse(null), lastUsedAt);
    }
}
