package io.mudanza.cli.direct;

import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.job.JobResult;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.direct.DirectRollback;
import io.mudanza.engine.schema.SchemaSelection;
import java.nio.file.Path;
import java.util.UUID;

/** {@code mudanza rollback --direct}. */
public final class DirectRollbackRun {

    private final Terminal terminal;
    private final DirectSetup setup;

    public DirectRollbackRun(Terminal terminal, Surroundings surroundings) {
        this.terminal = terminal;
        this.setup = new DirectSetup(surroundings);
    }

    /** @return exit code; failures are thrown */
    public int run(String job, String url, Path media) throws InterruptedException {
        long began = System.nanoTime();
        try {
            new DirectRollback(setup.settings(null, 1, SchemaSelection.ALL), setup.address(url), media)
                    .run(UUID.fromString(job), new DirectProgress(terminal));
        } catch (EngineException e) {
            throw Failure.of(e);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ProblemCode.NOT_FOUND, "There is no job " + job + ".", e);
        } finally {
            terminal.endProgress();
        }
        double seconds = Math.round((System.nanoTime() - began) / 1e6) / 1000.0;
        new JobResult(job, "rolled_back", null, -1, -1, -1, seconds, null).show(terminal);
        return ExitCode.OK;
    }
}
