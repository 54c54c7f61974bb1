package io.mudanza.gateway.requests;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of calls that replace or remove. */
@Schema(name = "ConfirmRequest", requiredProperties = "confirm")
public record ConfirmRequest(Boolean confirm) {
    /** @throws ProblemException confirmation_required unless it says {@code true} */
    public void check() {
        if (!Boolean.TRUE.equals(confirm)) {
            throw new ProblemException(ProblemCode.CONFIRMATION_REQUIRED, "confirmation_required");
        }
    }
}
