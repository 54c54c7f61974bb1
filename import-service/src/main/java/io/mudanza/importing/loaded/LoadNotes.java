package io.mudanza.importing.loaded;

import io.mudanza.engine.schema.SchemaReport;
import java.util.List;

/**
 * What a load found that the certificate has to name.
 *
 * @param substitutedOwners sentences: object, owner at the source, owner here
 * @param skipped           objects that the target does not get
 */
public record LoadNotes(List<String> substitutedOwners, List<Skipped> skipped) {

    /**
     * One object that the target does not get.
     *
     * @param object kind and name
     * @param reason why
     */
    public record Skipped(String object, String reason) {}

    public LoadNotes {
        substitutedOwners = substitutedOwners == null ? List.of() : List.copyOf(substitutedOwners);
        skipped = skipped == null ? List.of() : List.copyOf(skipped);
    }

    public static LoadNotes of(SchemaReport report) {
        return new LoadNotes(
                report.substitutedOwners(),
                report.skipped().stream().map(one -> new Skipped(one.object(), one.reason())).toList());
    }
}
