package io.mudanza.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.terminal.Progress;
import java.util.Set;

/**
 * A job as a node tells it. Statuses that this version does not know are neither ended nor completed.
 *
 * @param id        id of the job
 * @param direction what it does
 * @param status    where it stands
 * @param verdict   EQUAL, DIFFERENT or NOT_VERIFIED; null while nothing was compared
 * @param code      problem code when it failed; else null
 * @param detail    what to do when it failed; else null
 * @param json      everything that the node told
 */
public record JobView(
        String id, String direction, String status, String verdict, String code, String detail, JsonNode json) {

    private static final Set<String> ENDED = Set.of("completed", "failed", "rolled_back", "cancelled");

    /** Reads the answer of {@code GET jobs/{id}/}. */
    public static JobView of(JsonNode json) {
        return new JobView(
                text(json, "id"),
                text(json, "direction"),
                json.path("status").asText(""),
                text(json, "verdict"),
                text(json.path("error"), "code"),
                text(json.path("error"), "detail"),
                json);
    }

    /** True when nothing of the job runs any more. */
    public boolean ended() {
        return ENDED.contains(status);
    }

    /** True when it did what it was asked for. */
    public boolean completed() {
        return "completed".equals(status);
    }

    /** How far it is. */
    public Progress progress() {
        return new Progress(
                text(json, "current_step"),
                text(json, "activity"),
                json.path("progress_percent").asDouble(-1),
                json.path("rows_done").asLong(0),
                json.path("rows_total").asLong(-1),
                json.path("bytes_done").asLong(0),
                json.path("bytes_total").asLong(-1),
                json.path("bytes_per_second").asDouble(-1),
                json.path("eta_seconds").asLong(-1));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).isNull() ? null : json.path(name).asText(null);
    }
}
