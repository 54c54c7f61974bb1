package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mudanza push}: sends the platform of this node to another. */
@Command(
        name = "push",
        aliases = "push_to_target",
        sortOptions = false,
        description = "Send the platform of this node to another, verified there, with a way back.")
public final class PushCommand extends Subcommand {

    @Option(names = "--target-url", required = true, paramLabel = "URL", description = "Address of the target's node.")
    private String targetUrl;

    @Option(
            names = "--target-token",
            paramLabel = "TOKEN",
            description = "Its token; visible to other users of this machine, so better in a file or the environment.")
    private String targetToken;

    @Option(
            names = "--target-token-file",
            paramLabel = "FILE",
            description = "File with its token; else MUDANZA_TARGET_TOKEN, else it is asked for.")
    private Path targetTokenFile;

    @Mixin
    private MigrationOptions options;

    @Option(
            names = "--include-media",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Move the media store as well; it moves unless told otherwise.")
    private boolean includeMedia;

    @Option(names = "--tables", split = ",", paramLabel = "TABLE", description = "Only these: schema.table or schema.*.")
    private List<String> tables;

    @Option(names = "--exclude", split = ",", paramLabel = "TABLE", description = "Not these; same form.")
    private List<String> exclude;

    @Option(names = "--dry-run", description = "Only plan and check; nothing is created.")
    private boolean dryRun;

    @Option(names = "--detach", description = "Print the id of the job and leave it running.")
    private boolean detach;

    @Option(names = "--certificate-file", paramLabel = "FILE", description = "Keep the signed certificate in this file.")
    private Path certificateFile;

    @Option(names = "--confirm", description = "Do not ask.")
    private boolean confirmed;

    @Override
    public Integer call() throws InterruptedException {
        NodeClient node = node();
        String token = new Secret(root().surroundings(), terminal())
                .find("--target-token", targetToken, targetTokenFile, "MUDANZA_TARGET_TOKEN");
        if (options.irreversible() && !dryRun) {
            confirm(confirmed, text("replace.forever", targetUrl));
        } else if (!dryRun) {
            askOnTerminal(confirmed, text("replace.reversibly", targetUrl));
        }
        ObjectNode body = options.json();
        body.put("target_url", targetUrl).put("target_token", token);
        body.put("include_media", includeMedia).put("dry_run", dryRun);
        MigrationOptions.select(body, tables, exclude);
        String id = node.start("push/", body);
        return new StartedJob(node, terminal(), id).end(detach, !dryRun, certificateFile);
    }
}
