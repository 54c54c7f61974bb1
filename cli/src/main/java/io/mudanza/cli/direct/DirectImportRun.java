package io.mudanza.cli.direct;
import io.mudanza.cli.Surroundings;
import io.mudanza.cli.job.MigrationOptions;
import io.mudanza.cli.terminal.Terminal;
import java.nio.file.Path;
public final class DirectImportRun {
    public DirectImportRun(Terminal terminal, Surroundings s) {}
    public int run(Path input, String url, Path media, MigrationOptions options) { throw io.mudanza.cli.Failure.of(io.mudanza.contracts.problem.ProblemCode.NOT_IMPLEMENTED, "Not implemented yet in this build."); }
}
