package io.mudanza.engine.verify;

import io.mudanza.engine.schema.SchemaDifference;
import java.util.List;

/**
 * The comparison of the schemas.
 *
 * @param verdict     the result
 * @param reason      why it is not EQUAL; null when it is
 * @param differences every difference
 */
public record SchemaVerdict(Verdict verdict, String reason, List<SchemaDifference> differences) {

    public SchemaVerdict {
        differences = List.copyOf(differences);
    }

    static SchemaVerdict notVerified(String reason) {
        return new SchemaVerdict(Verdict.NOT_VERIFIED, reason, List.of());
    }
}
