package io.mudanza.token.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

@Entity(name = "TokenAudit")
@Table(name = "audit")
@Immutable
class AuditEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long seq;
    Instant at;
    @Column(name = "token_id")
    String tokenId;
    String action;
    String outcome;
    String address;
    String actor;
    String detail;

    protected AuditEntity() {
    }

    AuditEntity(Instant at, String tokenId, String action, String outcome, String address, String actor,
            String detail) {
        this.at = at;
        this.tokenId = tokenId;
        this.action = action;
        this.outcome = outcome;
        this.address = address;
        this.actor = actor;
        this.detail = detail;
    }
}
