package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.Terminal;

/** The answer to a call that steers a job. */
final class Steered {

    private Steered() {}

    static int show(Terminal terminal, JsonNode answer, String job) {
        if (terminal.json()) {
            terminal.result(answer);
        } else {
            terminal.result(job + "  " + answer.path("status").asText(""));
        }
        return ExitCode.OK;
    }
}
