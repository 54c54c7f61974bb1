package io.mudanza.importing.loaded;

import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.engine.schema.SchemaReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a load found that the certificate has to name.
 *
 * @param substitutedOwners sentences: object, owner at the source, owner here
 * @param skipped           objects that the target does not get
 * @param notes             sentences that change no verdict
 */
public record LoadNotes(List<String> substitutedOwners, List<Skipped> skipped, List<String> notes) {

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
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    public LoadNotes(List<String> substitutedOwners, List<Skipped> skipped) {
        this(substitutedOwners, skipped, List.of());
    }

    public static LoadNotes of(SchemaReport report) {
        return new LoadNotes(
                report.substitutedOwners(),
                report.skipped().stream().map(one -> new Skipped(one.object(), one.reason())).toList());
    }

    /** What a preflight said would not be carried, besides what the head of the bundle names itself. */
    public static LoadNotes of(List<NotCarried> found, List<NotCarried> known) {
        return new LoadNotes(List.of(), found.stream()
                .filter(one -> !known.contains(one))
                .map(one -> new Skipped(one.kind() + " " + one.name(), one.reason()))
                .toList());
    }

    LoadNotes plus(LoadNotes other) {
        Set<Skipped> all = new LinkedHashSet<>(skipped);
        all.addAll(other.skipped);
        List<String> owners = new ArrayList<>(substitutedOwners);
        owners.addAll(other.substitutedOwners);
        List<String> said = new ArrayList<>(notes);
        said.addAll(other.notes);
        return new LoadNotes(owners, List.copyOf(all), said);
    }
}
