package io.mudanza.token.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity(name = "SigningKey")
@Table(name = "signing_key")
class SigningKeyEntity {

    @Id
    String kid;
    @Column(name = "public_key")
    byte[] publicKey;
    @Column(name = "private_sealed")
    byte[] privateSealed;
    @Column(name = "created_at")
    Instant createdAt;
    @Column(name = "signs_from")
    Instant signsFrom;
    @Column(name = "retired_at")
    Instant retiredAt;

    protected SigningKeyEntity() {
    }

    SigningKeyEntity(String kid, byte[] publicKey, byte[] privateSealed, Instant createdAt, Instant signsFrom) {
        this.kid = kid;
        this.publicKey = publicKey;
        this.privateSealed = privateSealed;
        this.createdAt = createdAt;
        this.signsFrom = signsFrom;
    }
}
