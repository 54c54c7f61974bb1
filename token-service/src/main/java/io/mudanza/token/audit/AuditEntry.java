package io.mudanza.token.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/** One row of the audit as others see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        long seq, Instant at, String action, String outcome, String address, String actor, String detail) {
}
