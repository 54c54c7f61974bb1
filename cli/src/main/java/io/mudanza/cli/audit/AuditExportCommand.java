package io.mudanza.cli.audit;

import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mudanza audit export}. */
@Command(name = "export", sortOptions = false, description = "Write all rows to a file, the oldest first.")
final class AuditExportCommand extends Subcommand {
    private static final int OK = 200;

    @Mixin
    private AuditQuery query;

    @Option(names = "--format", defaultValue = "csv", paramLabel = "csv|ndjson", description = "csv or ndjson (default: csv).")
    private String format;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE", description = "A file that is not there yet.")
    private Path output;

    @Override
    public Integer call() {
        HttpResponse<InputStream> answer = node().send(node().request(query.path("format=" + format)).GET(),
                BodyHandlers.ofInputStream());
        if (answer.statusCode() != OK) {
            throw node().problem(answer.statusCode(), node().text(answer));
        }
        try (InputStream body = answer.body()) {
            Files.copy(body, output);
        } catch (IOException e) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, output + " cannot be written: " + e.getMessage());
        }
        return ExitCode.OK;
    }
}
