package io.mudanza.token.issue;

import io.mudanza.token.address.AddressRange;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A token as it is kept. Nothing changes once it is issued, but when it was revoked, used or refused. */
@Entity(name = "MigrationToken")
@Table(name = "migration_token")
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
    @Column(name = "created_by")
    private String createdBy;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "expires_at")
    private Instant expiresAt;
    @Column(name = "revoked_at")
    private Instant revokedAt;
    @Column(name = "last_used_at")
    private Instant lastUsedAt;
    @Column(name = "last_refused_at")
    private Instant lastRefusedAt;

    protected MigrationTokenEntity() {
    }

    MigrationTokenEntity(String id, byte[] secretHmac, TokenRequest request, Permission permission, String createdBy,
            Instant createdAt, Duration lifetime) {
        this.id = id;
        this.secretHmac = secretHmac;
        this.description = request.description();
        this.permission = permission.wire();
        this.allowedIps = request.allowedIps().toArray(String[]::new);
        this.allowedDomains = request.allowedDomains().toArray(String[]::new);
        this.scope = request.scopeText();
        this.createdBy = createdBy;
        this.createdAt = createdAt;
        this.expiresAt = createdAt.plus(lifetime);
    }

    public String id() {
        return id;
    }

    public String description() {
        return description;
    }

    /** HMAC of the secret under the node's pepper. */
    public byte[] secretHmac() {
        return secretHmac.clone();
    }

    public Permission permission() {
        return Permission.ofWire(permission).orElseThrow();
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public TokenStatus status(Instant now) {
        if (revokedAt != null) {
            return TokenStatus.REVOKED;
        }
        return now.isBefore(expiresAt) ? TokenStatus.ACTIVE : TokenStatus.EXPIRED;
    }

    /** Whether it may be used from there: from everywhere when no range was given. */
    public boolean mayBeUsedFrom(String address) {
        return allowedIps.length == 0 || Arrays.stream(allowedIps)
                .map(AddressRange::parse)
                .flatMap(Optional::stream)
                .anyMatch(range -> range.contains(address));
    }

    boolean isRevoked() {
        return revokedAt != null;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    List<String> notEnforced() {
        List<String> names = new ArrayList<>();
        if (allowedDomains.length > 0) {
            names.add("allowed_domains");
        }
        if (scope != null) {
            names.add("scope");
        }
        return names;
    }

    TokenView view(Instant now) {
        return new TokenView(id, description, permission, status(now).wire(), List.of(allowedIps),
                List.of(allowedDomains), scope, createdBy, createdAt, expiresAt, revokedAt, lastUsedAt,
                notEnforced());
    }
}
