package io.mudanza.cli.transfer;

import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.direct.DirectImportRun;
import io.mudanza.cli.direct.DirectOptions;
import io.mudanza.cli.direct.IntakeFlags;
import io.mudanza.cli.direct.IntakeFormat;
import io.mudanza.cli.direct.IntakeRun;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.job.MigrationOptions;
import io.mudanza.cli.job.StartedJob;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Option(names = {"-i", "--input"}, required = true, paramLabel = "FILE",
            description = "The file to read: a bundle, a SQLite file or a dumpdata of Django.")
    private Path input;

    @Option(names = "--format", defaultValue = "auto", paramLabel = "auto|bundle|sqlite|dumpdata",
            description = "What the file is; told by its beginning and its name unless said.")
    private String format;

    @Option(names = "--exclude", split = ",", paramLabel = "NAME",
            description = "SQLite, dumpdata: not these tables, columns (table.column), applications or models.")
    private List<String> exclude;

    @Mixin
    private IntakeFlags intake;

    @Mixin
    private MigrationOptions options;

    @Option(names = "--merge", description = "Merge into what is there; not implemented yet.")
    private boolean merge;

    @Option(names = "--job", paramLabel = "JOB", description = "Go on with this upload.")
    private String job;

    @Option(names = "--dry-run", description = "Only plan and check; nothing is created.")
    private boolean dryRun;

    @Option(names = "--certificate-file", paramLabel = "FILE", description = "Keep the signed certificate in this file.")
    private Path certificateFile;

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
        IntakeFormat what = IntakeFormat.of(format, input);
        if (what != IntakeFormat.BUNDLE) {
            direct.imply();
        }
        if (what == IntakeFormat.BUNDLE && (intake.given() || exclude != null)) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, text("lite.only"));
        }
        String target = direct.wanted() ? text("target.direct") : node().url().toString();
        if (dryRun && direct.wanted()) {
            throw Failure.of(ProblemCode.NOT_IMPLEMENTED, text("not_implemented", "--dry-run with --direct"));
        }
        if (!dryRun) {
            askToReplace(options.irreversible(), confirmed, target);
        }
        if (what != IntakeFormat.BUNDLE) {
            return new IntakeRun(terminal(), root().surroundings()).run(what, "import", input,
                    direct.databaseUrl(root().surroundings()), options, 2, intake.options(exclude), certificateFile);
        }
        if (direct.wanted()) {
            return new DirectImportRun(terminal(), root().surroundings())
                    .run(input, direct.databaseUrl(root().surroundings()), direct.media(), options,
                            certificateFile);
        }
        return byNode();
    }

    private int byNode() throws IOException, InterruptedException {
        NodeClient node = node();
        String query = "mode=" + options.mode().wire() + "&verify=" + options.verify().wire()
                + "&create_checkpoint=" + options.createCheckpoint() + "&overwrite=" + options.overwrite()
                + "&dry_run=" + dryRun;
        String id = new Upload(node, terminal(), input, "receive-import/", query, job).run();
        terminal().endProgress();
        return new StartedJob(node, terminal(), id).end(false, !dryRun, certificateFile);
    }
}
