package io.mudanza.cli.direct;

import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectExport;
import io.mudanza.engine.schema.SchemaSelection;
import java.nio.file.Path;

/** {@code mudanza export --direct}. */
public final class DirectExportRun {

    private final Terminal terminal;
    private final DirectSetup setup;

    public DirectExportRun(Terminal terminal, Surroundings surroundings) {
        this.terminal = terminal;
        this.setup = new DirectSetup(surroundings);
    }

    /** @return exit code; failures are thrown */
    public int run(String url, Path media, Path output, SchemaSelection selection)
            throws InterruptedException {
        DatabaseAddress source = setup.address(url);
        DirectExport export = new DirectExport(setup.settings(null, 2, selection));
        return new DirectWork(terminal).run(
                (progress, cancellation) -> export.run(source, media, output, progress, cancellation), null, false);
    }
}
