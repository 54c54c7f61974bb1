package io.mudanza.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mudanza token rotate-keys}: the key between the node's services. */
@Command(
        name = "rotate-keys",
        description = "Make a new key for the JWTs between the services of the node; it signs ten minutes later.")
final class TokenRotateKeysCommand extends Subcommand {

    @Option(names = "--at-once", description = "The old key is in wrong hands: end it now; calls may fail for minutes.")
    private boolean atOnce;

    @Override
    public Integer call() {
        JsonNode answer = node().post("keys/rotate/" + (atOnce ? "?at_once=true" : ""), JsonText.MAPPER.createObjectNode());
        if (terminal().json()) {
            terminal().result(answer);
        } else {
            terminal().say(text("keys.rotated", answer.path("signs_from").asText("-")));
        }
        return ExitCode.OK;
    }
}
