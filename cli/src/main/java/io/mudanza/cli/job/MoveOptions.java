package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What can be said of a move from node to node, whichever of the two begins it. */
final class MoveOptions {

    @Mixin
    private MigrationOptions options;

    @Option(
            names = "--include-media",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Move the media store as well; it moves unless told otherwise.")
    private boolean includeMedia;

    @Mixin
    private TableChoice tables;

    @Option(names = "--dry-run", description = "Only plan and check; nothing is created.")
    private boolean dryRun;

    @Option(names = "--detach", description = "Print the id of the job and leave it running.")
    private boolean detach;

    @Option(names = "--certificate-file", paramLabel = "FILE", description = "Keep the signed certificate in this file.")
    private Path certificateFile;

    @Option(names = "--confirm", description = "Do not ask.")
    private boolean confirmed;

    boolean irreversible() {
        return options.irreversible();
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean confirmed() {
        return confirmed;
    }

    /** The body of the request, without the peer. */
    ObjectNode json() {
        ObjectNode body = options.json();
        body.put("include_media", includeMedia).put("dry_run", dryRun);
        tables.addTo(body);
        return body;
    }

    /** Follows the job to its end, if that is wanted. */
    int end(StartedJob job) throws InterruptedException {
        return job.end(detach, !dryRun, certificateFile);
    }
}
