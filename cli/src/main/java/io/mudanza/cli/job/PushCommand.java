package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import java.nio.file.Path;
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
    private MoveOptions options;

    @Override
    public Integer call() throws InterruptedException {
        NodeClient node = node();
        String token = new Secret(root().surroundings(), terminal())
                .find("--target-token", targetToken, targetTokenFile, "MUDANZA_TARGET_TOKEN");
        if (!options.dryRun()) {
            askToReplace(options.irreversible(), options.confirmed(), targetUrl);
        }
        ObjectNode body = options.json();
        body.put("target_url", targetUrl).put("target_token", token);
        return options.end(new StartedJob(node, terminal(), node.start("push/", body)));
    }
}
