package io.mudanza.cli.direct;
import io.mudanza.cli.Surroundings;
import io.mudanza.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
public final class DirectExportRun {
    public DirectExportRun(Terminal terminal, Surroundings s) {}
    public int run(String url, Path media, Path output, boolean compress, List<String> tables, List<String> exclude) { throw io.mudanza.cli.Failure.of(io.mudanza.contracts.problem.ProblemCode.NOT_IMPLEMENTED, "Not implemented yet in this build."); }
}
