package io.mudanza.cli.direct;

import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.job.MigrationOptions;
import io.mudanza.cli.job.TableChoice;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectCopy;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mudanza copy}: database to database in this process. */
@Command(
        name = "copy",
        sortOptions = false,
        description = "Copy a database into another, in this process, verified.")
public final class CopyCommand extends Subcommand {

    @Option(names = "--from", required = true, paramLabel = "URL", 
            description = "Source database, libpq or JDBC form, or sqlite:///folder/db.sqlite3.")
    private String from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "Target database; created when it does not exist.")
    private String to;

    @Mixin
    private MigrationOptions options;

    @Mixin
    private TableChoice tables;

    @Option(names = "--workers", defaultValue = "2", description = "Parallel streams.")
    private int workers;

    @Option(names = "--certificate-file", paramLabel = "FILE", description = "Keep the signed certificate in this file.")
    private Path certificateFile;

    @Option(names = "--confirm", description = "Do not ask.")
    private boolean confirmed;

    @Mixin
    private IntakeFlags intake;

    @Override
    public Integer call() throws InterruptedException {
        if (SqliteAddress.is(from)) {
            return fromSqlite();
        }
        if (intake.given()) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--rejects, --on-reject and --map are for SQLite files.");
        }
        DirectSetup setup = new DirectSetup(root().surroundings());
        DatabaseAddress source = setup.address(from);
        DatabaseAddress target = setup.address(to);
        if (source.host().equals(target.host()) && source.port() == target.port()
                && source.database().equals(target.database())) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, text("copy.same"));
        }
        askToReplace(options.irreversible(), confirmed, target);
        DirectCopy copy = new DirectCopy(setup.settings(options, workers(), tables.selection()));
        return new DirectWork(terminal()).run(
                (progress, cancellation) -> copy.run(source, target, progress, cancellation), certificateFile, true);
    }

    private int fromSqlite() throws InterruptedException {
        if (tables.some()) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--tables is not for SQLite files; use --exclude.");
        }
        askToReplace(options.irreversible(), confirmed, new DirectSetup(root().surroundings()).address(to));
        return new IntakeRun(terminal(), root().surroundings())
                .run(IntakeFormat.SQLITE, "copy", SqliteAddress.file(from), to, options, workers(),
                        intake.options(tables.exclude()), certificateFile);
    }

    private int workers() {
        if (workers < 1 || workers > 64) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--workers is 1 to 64.");
        }
        return workers;
    }
}
