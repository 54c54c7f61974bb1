package io.mudanza.verifying.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What the load of a job did not do to the letter, as the import-service tells it.
 *
 * @param substitutedOwners sentences: object, owner at the source, owner here
 * @param skipped           objects that the target does not get
 * @param notes             sentences that change no verdict
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoadNotes(List<String> substitutedOwners, List<Skipped> skipped, List<String> notes) {

    /** A job that loaded nothing. */
    public static final LoadNotes NONE = new LoadNotes(List.of(), List.of(), List.of());

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
}
