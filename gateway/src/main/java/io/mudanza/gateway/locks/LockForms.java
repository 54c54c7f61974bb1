package io.mudanza.gateway.locks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said about locks, in both directions. */
final class LockForms {
    private LockForms() {}

    /** Body of a request for a lock, all optional. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "LockRequest")
    record Wanted(
            @Schema(description = "How long it holds without a renewal; 30 when not given", minimum = "1") Integer leaseSeconds,
            @Schema(description = "How long to wait in line for it; 0 when not given", minimum = "0") Integer waitSeconds,
            @Schema(description = "What others are told about who holds it; the id of the token when not given") String holder) {}

    /** Body of a renewal. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "LockRenewal")
    record Renewal(@Schema(description = "From now on; 30 when not given", minimum = "1") Integer leaseSeconds) {}

    /** Body of a takeover. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "LockTakeover", requiredProperties = "reason")
    record Takeover(
            @Schema(description = "Why; goes into the audit and to the one who loses the lock") String reason,
            Integer leaseSeconds,
            String holder) {}

    /** A lock that was given. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "Lock")
    record Given(
            String name,
            @Schema(description = "Goes into the header Lock-Token at renewal and release; in this answer and nowhere else") String token,
            @Schema(description = "Grows with every grant of this name: send it with what you write under the lock") long fence,
            Instant since,
            Instant expiresAt) {}

    /** A lock that was renewed. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "RenewedLock")
    record Renewed(String name, long fence, Instant since, Instant expiresAt) {}

    /** A lock as everybody may see it. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "LockState")
    record Shown(
            String name,
            boolean held,
            String holder,
            @Schema(description = "Public id of the token that holds it") String owner,
            Instant since,
            Instant expiresAt,
            @Schema(description = "Seconds that are left") double expiresIn,
            @Schema(description = "Number of the last grant; 0 when none is remembered") long fence,
            @Schema(description = "How many wait for it") int waiting) {}
}
