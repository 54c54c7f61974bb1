package io.mudanza.engine.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * What was not applied to the letter.
 *
 * @param substitutedOwners sentences: object, owner at the source, owner here
 * @param skipped           objects not carried, each with the reason
 */
public record SchemaReport(List<String> substitutedOwners, List<Skipped> skipped) {

    /**
     * One object, privilege or comment that the target does not get.
     *
     * @param object kind and name, e.g. {@code ACL public.users}
     * @param reason why, and what would change it
     */
    public record Skipped(String object, String reason) {}

    /** Everything was applied as it stands. */
    public static final SchemaReport EMPTY = new SchemaReport(List.of(), List.of());

    public SchemaReport {
        substitutedOwners = List.copyOf(substitutedOwners);
        skipped = List.copyOf(skipped);
    }

    /** Both together. */
    public SchemaReport plus(SchemaReport other) {
        List<String> owners = new ArrayList<>(substitutedOwners);
        owners.addAll(other.substitutedOwners);
        List<Skipped> all = new ArrayList<>(skipped);
        all.addAll(other.skipped);
        return new SchemaReport(owners, all);
    }
}
