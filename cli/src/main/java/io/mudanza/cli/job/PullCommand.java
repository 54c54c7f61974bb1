package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import java.nio.file.Path;
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
    private MoveOptions options;

    @Override
    public Integer call() throws InterruptedException {
        NodeClient node = node();
        String token = new Secret(root().surroundings(), terminal())
                .find("--source-token", sourceToken, sourceTokenFile, "MUDANZA_SOURCE_TOKEN");
        if (!options.dryRun()) {
            askToReplace(options.irreversible(), options.confirmed(), node.url());
        }
        ObjectNode body = options.json();
        body.put("source_url", sourceUrl).put("source_token", token);
        return options.end(new StartedJob(node, terminal(), node.start("pull/", body)));
    }
}
