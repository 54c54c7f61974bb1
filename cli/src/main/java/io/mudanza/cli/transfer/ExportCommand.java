package io.mudanza.cli.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.JobView;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.direct.DirectExportRun;
import io.mudanza.cli.direct.DirectOptions;
import io.mudanza.cli.direct.SqliteExportRun;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.job.JobEnding;
import io.mudanza.cli.job.JobFollower;
import io.mudanza.cli.job.TableChoice;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mudanza export}: a platform into one file. */
@Command(
        name = "export",
        aliases = "export_platform",
        sortOptions = false,
        description = "Write the platform into one file.")
public final class ExportCommand extends Subcommand {

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE", description = "The file to write.")
    private Path output;

    @Option(names = "--format", defaultValue = "bundle", paramLabel = "bundle|sqlite",
            description = "A bundle, or with --direct a SQLite file that the application can start on.")
    private String format;

    @Option(names = "--include-media", description = "With the media store.")
    private boolean includeMedia;

    @Option(
            names = "--compress",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Compress with zstd; compressed unless told otherwise.")
    private boolean compress;

    @Option(names = "--since", paramLabel = "DATE", description = "Only what changed since; not implemented yet.")
    private String since;

    @Mixin
    private TableChoice tables;

    @Option(names = "--job", paramLabel = "JOB", description = "Go on with the download of this export.")
    private String job;

    @Option(names = "--confirm", description = "Replace the file when it exists.")
    private boolean confirmed;

    @Mixin
    private DirectOptions direct;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (since != null) {
            throw Failure.of(ProblemCode.NOT_IMPLEMENTED, text("not_implemented", "--since"));
        }
        Path folder = output.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) || Files.isDirectory(output)) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, text("output.folder", output));
        }
        if (Files.exists(output)) {
            confirm(confirmed, text("output.exists", output));
        }
        if (!format.equals("bundle")) {
            return toSqlite();
        }
        if (direct.wanted()) {
            if (!compress) {
                throw Failure.of(ProblemCode.NOT_IMPLEMENTED, text("not_implemented", "--no-compress with --direct"));
            }
            return new DirectExportRun(terminal(), root().surroundings())
                    .run(direct.databaseUrl(root().surroundings()), includeMedia ? direct.requiredMedia() : null, output,
                            tables.selection());
        }
        return byNode();
    }

    private int toSqlite() {
        if (!format.equals("sqlite")) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--format is bundle or sqlite.");
        }
        if (includeMedia) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, text("lite.export"));
        }
        return new SqliteExportRun(terminal(), root().surroundings())
                .run(direct.databaseUrl(root().surroundings()), output, tables.selection());
    }

    private int byNode() throws IOException, InterruptedException {
        NodeClient node = node();
        String id = job;
        if (id == null) {
            ObjectNode body = JsonText.MAPPER.createObjectNode();
            body.put("include_media", includeMedia).put("compress", compress);
            tables.addTo(body);
            id = node.start("export/", body);
            terminal().say(text("job.started", id));
        }
        JobView ended = new JobFollower(node, terminal()).follow(id);
        if (ended.completed()) {
            new Download(node, terminal(), id, output).run();
            terminal().endProgress();
        }
        int exit = new JobEnding(node, terminal()).show(ended, false);
        terminal().say(text("export.written", output));
        return exit;
    }
}
