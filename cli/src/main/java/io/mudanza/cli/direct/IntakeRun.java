package io.mudanza.cli.direct;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.job.MigrationOptions;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectSettings;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.sqlite.DumpdataImport;
import io.mudanza.sqlite.IntakeResult;
import io.mudanza.sqlite.SqliteImport;
import io.mudanza.sqlite.intake.IntakeOptions;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** A SQLite file or a dumpdata into a database, in this process. */
public final class IntakeRun {

    private final Terminal terminal;
    private final DirectSetup setup;

    public IntakeRun(Terminal terminal, Surroundings surroundings) {
        this.terminal = terminal;
        this.setup = new DirectSetup(surroundings);
    }

    /** @return exit code; failures are thrown */
    public int run(
            IntakeFormat format, String direction, Path file, String url, MigrationOptions options, int workers, IntakeOptions intake,
            Path certificateFile)
            throws InterruptedException {
        DatabaseAddress target = setup.address(url);
        DirectSettings settings = setup.settings(options, workers, SchemaSelection.ALL);
        AtomicReference<IntakeResult> result = new AtomicReference<>();
        return new DirectWork(terminal).run(
                (progress, cancellation) -> {
                    result.set(format == IntakeFormat.DUMPDATA
                            ? new DumpdataImport(settings, intake).run(direction, file, target, progress, cancellation)
                            : new SqliteImport(settings, intake).run(direction, file, target, progress, cancellation));
                    return result.get().run();
                },
                () -> more(result.get()), certificateFile, true);
    }

    private ObjectNode more(IntakeResult result) {
        ObjectNode more = JsonText.MAPPER.createObjectNode();
        more.put("schema", result.inferred() ? "inferred" : "target");
        ObjectNode rejected = more.putObject("rows_rejected");
        result.rejected().forEach((table, rows) -> {
            rejected.put(table, rows);
            terminal.warn(terminal.texts().of("lite.rejected", table, rows));
        });
        if (result.inferred()) {
            terminal.say(terminal.texts().of("lite.inferred"));
        }
        return more;
    }
}
