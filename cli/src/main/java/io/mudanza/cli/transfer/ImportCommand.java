package io.mudanza.cli.transfer;

import io.mudanza.cli.Failure;
import io.mudanza.cli.Subcommand;
import io.mudanza.cli.client.JobView;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.direct.DirectImportRun;
import io.mudanza.cli.job.JobEnding;
import io.mudanza.cli.job.JobFollower;
import io.mudanza.cli.job.MigrationOptions;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mudanza import}: a file into a platform. */
@Command(
        name = "import",
        aliases = "import_platform",
        sortOptions = false,
        description = "Bring the platform of a file here, verified, with a way back.")
public final class ImportCommand extends Subcommand {

    @Option(names = {"-i", "--input"}, required = true, paramLabel = "FILE", description = "The bundle to read.")
    private Path input;

    @Mixin
    private MigrationOptions options;

    @Option(names = "--merge", description = "Merge into what is there; not implemented yet.")
    private boolean merge;

    @Option(names = "--job", paramLabel = "JOB", description = "Go on with this upload.")
    private String job;

    @Option(names = "--confirm", description = "Do not ask.")
    private boolean confirmed;

    @Mixin
    private DirectOptions direct;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (merge) {
            throw Failure.of(ProblemCode.NOT_IMPLEMENTED, text("not_implemented", "--merge"));
        }
        if (!Files.isRegularFile(input) || !Files.isReadable(input)) {
            throw Failure.of(ProblemCode.NOT_FOUND, text("input.missing", input));
        }
        String target = direct.wanted() ? text("target.direct") : node().url().toString();
        if (options.irreversible()) {
            confirm(confirmed, text("replace.forever", target));
        } else {
            askOnTerminal(confirmed, text("replace.reversibly", target));
        }
        if (direct.wanted()) {
            return new DirectImportRun(terminal(), root().surroundings())
                    .run(input, direct.databaseUrl(root().surroundings()), direct.media(), options);
        }
        return byNode();
    }

    private int byNode() throws IOException, InterruptedException {
        NodeClient node = node();
        String query = "mode=" + options.mode().wire() + "&verify=" + options.verify().wire()
                + "&create_checkpoint=" + options.createCheckpoint() + "&overwrite=" + options.overwrite();
        String id = new Upload(node, terminal(), input, query, job).run();
        terminal().endProgress();
        terminal().say(text("job.started", id));
        JobView ended = new JobFollower(node, terminal()).follow(id);
        return new JobEnding(node, terminal()).show(ended, true);
    }
}
