package io.mudanza.cli.direct;

import io.mudanza.cli.job.MigrationOptions;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectImport;
import io.mudanza.engine.schema.SchemaSelection;
import java.nio.file.Path;

/** {@code mudanza import --direct}. */
public final class DirectImportRun {

    private final Terminal terminal;
    private final DirectSetup setup;

    public DirectImportRun(Terminal terminal, Surroundings surroundings) {
        this.terminal = terminal;
        this.setup = new DirectSetup(surroundings);
    }

    /** @return exit code; failures are thrown */
    public int run(Path input, String url, Path media, MigrationOptions options, Path certificateFile)
            throws InterruptedException {
        DatabaseAddress target = setup.address(url);
        DirectImport job = new DirectImport(setup.settings(options, 2, SchemaSelection.ALL));
        return new DirectWork(terminal).run(
                (progress, cancellation) -> job.run(input, target, media, progress, cancellation), certificateFile, true);
    }
}
