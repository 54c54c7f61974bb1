package io.mudanza.gateway.view;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import java.util.UUID;

/** Ids of jobs in addresses. */
public final class JobIds {
    private JobIds() {}

    /** @throws ProblemException not_found for what is no id: there is no such job */
    public static UUID of(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            // Answered below like an id that nobody has.
        }
        throw new ProblemException(ProblemCode.NOT_FOUND, "job.unknown",
                text.length() > 60 ? text.substring(0, 60) : text);
    }
}
