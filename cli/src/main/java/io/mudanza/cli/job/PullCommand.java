package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mudanza pull}: brings the platform of another node here. */
@Command(
        name = "pull",
        aliases = "pull_from_source",
        sortOptions = false,
        description = "Bring the platform of another node here, verified, with a way back.")
public final class PullCommand extends Subcommand {

    @Option(names = "--source-url", required = true, paramLabel = "URL", description = "Address of the source's node.")
    private String sourceUrl;

    @Option(
            names = "--source-token",
            paramLabel = "TOKEN",
            description = "Its token; visible to other users of this machine, so better in a file or the environment.")
    private String sourceToken;

    @Option(
            names = "--source-token-file",
            paramLabel = "FILE",
            description = "File with its token; else MUDANZA_SOURCE_TOKEN, else it is asked for.")
    private Path sourceTokenFile;

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
                .find("--source-token", sourceToken, sourceTokenFile, "MUDANZA_SOURCE_TOKEN");
        if (options.irreversible() && !dryRun) {
            confirm(confirmed, text("replace.forever", node.url()));
        } else if (!dryRun) {
            askOnTerminal(confirmed, text("replace.reversibly", node.url()));
        }
        ObjectNode body = options.json();
        body.put("source_url", sourceUrl).put("source_token", token);
        body.put("include_media", includeMedia).put("dry_run", dryRun);
        MigrationOptions.select(body, tables, exclude);
        String id = node.start("pull/", body);
        return new StartedJob(node, terminal(), id).end(detach, !dryRun, certificateFile);
    }
}
