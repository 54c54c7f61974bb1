package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Sizes;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a job ended: the one object that scripts live on, and the lines for people.
 *
 * @param jobId           id of the job
 * @param status          wire form
 * @param verdict         null when nothing was compared
 * @param rows            rows moved; negative when unknown
 * @param bytes           bytes moved; negative when unknown
 * @param mediaFiles      media files in the new state; negative when unknown
 * @param durationSeconds from start to end; negative when unknown
 * @param certificate     the signed certificate; null when there is none
 */
public record JobResult(
        String jobId,
        String status,
        String verdict,
        long rows,
        long bytes,
        long mediaFiles,
        double durationSeconds,
        JsonNode certificate) {

    /** The object for scripts. */
    public ObjectNode json() {
        ObjectNode json = JsonText.MAPPER.createObjectNode();
        json.put("job_id", jobId).put("status", status).put("verdict", verdict);
        json.put("rows", rows < 0 ? null : Long.valueOf(rows));
        json.put("bytes", bytes < 0 ? null : Long.valueOf(bytes));
        json.put("media_files", mediaFiles < 0 ? null : Long.valueOf(mediaFiles));
        json.put("duration_seconds", durationSeconds < 0 ? null : Double.valueOf(durationSeconds));
        json.set("certificate", certificate);
        return json;
    }

    /** Shows the result. */
    public void show(Terminal terminal) {
        show(terminal, null);
    }

    /** @param more members for scripts besides the usual ones; null for none */
    public void show(Terminal terminal, ObjectNode more) {
        if (terminal.json()) {
            ObjectNode json = json();
            if (more != null) {
                json.setAll(more);
            }
            terminal.result(json);
            return;
        }
        List<String> parts = new ArrayList<>();
        parts.add(status);
        if (verdict != null) {
            Terminal.Colour colour = verdict.equals("EQUAL") ? Terminal.Colour.GREEN : Terminal.Colour.RED;
            parts.add(terminal.paint(colour, verdict));
        }
        if (rows >= 0) {
            parts.add(terminal.texts().of("progress.rows", Sizes.count(rows)));
        }
        if (bytes >= 0) {
            parts.add(Sizes.bytes(bytes));
        }
        if (mediaFiles >= 0) {
            parts.add(terminal.texts().of("result.media", Sizes.count(mediaFiles)));
        }
        if (durationSeconds >= 0) {
            parts.add(terminal.texts().of("result.seconds", String.format(Locale.ROOT, "%.1f", durationSeconds)));
        }
        terminal.result(jobId + "  " + String.join(" · ", parts));
    }

    /**
     * Throws unless the verdict is EQUAL.
     *
     * @throws Failure with exit code 7
     */
    public void requireEqual(Terminal terminal) {
        if ("EQUAL".equals(verdict)) {
            return;
        }
        boolean different = "DIFFERENT".equals(verdict);
        throw Failure.of(
                different ? ProblemCode.VERIFICATION_DIFFERENT : ProblemCode.VERIFICATION_NOT_VERIFIED,
                terminal.texts().of(different ? "verdict.different" : "verdict.not_verified", jobId));
    }
}
