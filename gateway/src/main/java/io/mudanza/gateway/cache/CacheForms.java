package io.mudanza.gateway.cache;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said about caches. */
final class CacheForms {
    private CacheForms() {}

    /** What to clear: one of the four. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "ClearCache")
    record Wish(
            @Schema(description = "Every namespace") Boolean all,
            @Schema(description = "The figures of the dashboard") Boolean dashboard,
            @Schema(description = "Hints about locks; the locks themselves stay") Boolean locks,
            @Schema(description = "Keys that fit, with * and ?") String pattern,
            @Schema(description = "Count only") Boolean dryRun) {}

    /** A namespace. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "ClearedNamespace")
    record Space(String namespace, @Schema(description = "Number of the database in Redis") int database, long keys) {}

    /** What was cleared. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "ClearedCache")
    record Cleared(boolean dryRun, List<Space> namespaces) {}
}
