package io.mudanza.gateway.transfers;

import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.requests.Fields;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What the first request of an upload says about the import. */
public class ImportOptions {
    @QueryParam("mode")
    @Parameter(description = "auto, database-swap or in-place")
    String mode;

    @QueryParam("verify")
    @Parameter(description = "true, false, full, counts or none")
    String verify;

    @QueryParam("create_checkpoint")
    String createCheckpoint;

    @QueryParam("include_media")
    String includeMedia;

    @QueryParam("overwrite")
    String overwrite;

    @QueryParam("dry_run")
    String dryRun;

    @QueryParam("merge")
    @Parameter(description = "Not part of this version: 501")
    String merge;

    JobOptions read() {
        if (merge != null && flag("merge", merge)) {
            throw new ProblemException(ProblemCode.NOT_IMPLEMENTED, "missing.merge");
        }
        return new JobOptions(flag("include_media", includeMedia, true), true, List.of(), List.of(),
                Fields.verify(verify), flag("create_checkpoint", createCheckpoint, true),
                flag("overwrite", overwrite, false), Fields.mode(mode), flag("dry_run", dryRun, false), false);
    }

    private static boolean flag(String name, String text, boolean otherwise) {
        return text == null ? otherwise : flag(name, text);
    }

    static boolean flag(String name, String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "1", "" -> true;
            case "false", "0" -> false;
            default -> throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", name, "true or false");
        };
    }

    static long offset(String text) {
        try {
            long offset = Long.parseLong(text);
            if (offset >= 0) {
                return offset;
            }
        } catch (NumberFormatException malformed) {
            // Answered below like a negative offset.
        }
        throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", "offset", "bytes from 0");
    }
}
