package io.mudanza.engine.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.SequenceState;
import java.util.ArrayList;
import java.util.List;

/**
 * What a merge did. Whoever compares the restored state with the backup puts {@link #expected} in the place of the
 * backup's digest and {@link #expectedSequence} in that of the backup's sequence: every row is then still compared, those
 * that the merge touched with what it wrote.
 *
 * @param merged       false when there was nothing to merge
 * @param reason       why nothing was merged; null when it was
 * @param table        {@code schema.table} of the users; null when nothing was merged
 * @param liveUsers    users of the live platform
 * @param backupUsers  users of the backup
 * @param sameEmail    addresses that both have: those users are as the backup has them, but for the power of superusers
 * @param leftBehind   users of the live platform who are not in the restored state; they remain in the checkpoint
 * @param users        one by one: everybody whom the merge touched, and superusers who came in with the backup
 * @param tables       what changed, by table
 * @param sequences    sequences that moved, as they stand now
 * @param notes        sentences about what was done for all
 */
public record MergeRecord(
        boolean merged,
        String reason,
        String table,
        long liveUsers,
        long backupUsers,
        long sameEmail,
        long leftBehind,
        List<MergedUser> users,
        List<TableChange> tables,
        List<SequenceState> sequences,
        List<String> notes) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public MergeRecord {
        users = users == null ? List.of() : List.copyOf(users);
        tables = tables == null ? List.of() : List.copyOf(tables);
        sequences = sequences == null ? List.of() : List.copyOf(sequences);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** Nothing was merged. */
    static MergeRecord none(String reason) {
        return new MergeRecord(false, reason, null, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of());
    }

    /** The digest that a table must have now, when the backup had this. The same for tables that were not touched. */
    public RowDigest expected(String schema, String name, RowDigest backup) {
        RowDigest expected = backup;
        for (TableChange change : tables) {
            if (change.schema().equals(schema) && change.table().equals(name)) {
                expected = change.expected(expected);
            }
        }
        return expected;
    }

    /** Where a sequence must stand now, when the backup had this. */
    public SequenceState expectedSequence(SequenceState backup) {
        return sequences.stream()
                .filter(one -> one.schema().equals(backup.schema()) && one.name().equals(backup.name()))
                .findFirst()
                .orElse(backup);
    }

    /** The merge in sentences, for the notes of a certificate. */
    public List<String> sentences() {
        if (!merged) {
            return List.of("Administrators were not merged: " + reason);
        }
        List<String> sentences = new ArrayList<>();
        sentences.add("Administrators were merged into " + table + ": the backup brought " + backupUsers + " users, "
                + sameEmail + " of whom the live platform knew by e-mail; " + leftBehind
                + " users of the live platform remain in the checkpoint only.");
        for (MergedUser user : users) {
            String id = user.liveId() == null || user.liveId().equals(user.id())
                    ? "id " + user.id()
                    : "id " + user.liveId() + " on the live platform, " + user.id() + " now";
            sentences.add(
                    "User " + user.email() + " (" + id + ") was " + word(user.fate()) + "." + after(user.changes()));
        }
        sentences.addAll(notes);
        return sentences;
    }

    private static String word(Fate fate) {
        return switch (fate) {
            case KEPT -> "kept";
            case RENUMBERED -> "kept under a new id";
            case UPDATED -> "updated with the data of the backup";
            case IMPORTED -> "imported as a superuser of the backup";
        };
    }

    private static String after(List<String> changes) {
        return changes.isEmpty() ? "" : " " + String.join(" ", changes);
    }

    /** As JSON in snake_case; {@link #parse} reads it. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of a merge cannot be written.", e);
        }
    }

    /**
     * Reads what {@link #json()} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static MergeRecord parse(String json) {
        try {
            return JSON.readValue(json, MergeRecord.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is not the record of a merge.", e);
        }
    }
}
