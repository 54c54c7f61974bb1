package io.mudanza.cli.direct;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.job.JobResult;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.direct.DirectResult;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Runs the engine in this process, shows progress and result, and gives the exit code. */
public final class DirectWork {

    /** What is done. */
    @FunctionalInterface
    public interface Task {
        DirectResult run(ProgressListener progress, Cancellation cancellation)
                throws EngineException, InterruptedException;
    }

    private final Terminal terminal;

    public DirectWork(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Does it.
     *
     * @param certificateFile where the certificate is kept as well; null for nowhere
     * @param needsVerdict    whether anything but EQUAL is a failure
     */
    public int run(Task task, Path certificateFile, boolean needsVerdict) throws InterruptedException {
        return run(task, () -> null, certificateFile, needsVerdict);
    }

    /** @param more members of the result besides the usual ones, asked for when the task has ended; null for none */
    public int run(Task task, Supplier<ObjectNode> more, Path certificateFile, boolean needsVerdict)
            throws InterruptedException {
        DirectResult result;
        try (StopSignal stop = new StopSignal(terminal)) {
            result = task.run(new DirectProgress(terminal), stop);
        } catch (EngineException e) {
            throw Failure.of(e);
        } finally {
            terminal.endProgress();
        }
        String certificate = result.certificate() == null ? null : result.certificate().json();
        keep(certificate, certificateFile);
        JobResult shown = new JobResult(
                result.jobId().toString(),
                result.published() ? "completed" : "rolled_back",
                result.verdict() == null ? null : result.verdict().name(),
                result.rows(),
                result.bytes(),
                result.mediaFiles(),
                result.duration().toMillis() / 1000.0,
                tree(certificate));
        shown.show(terminal, more.get());
        if (!result.published()) {
            terminal.say(terminal.texts().of("direct.rolled_back"));
        }
        if (needsVerdict) {
            shown.requireEqual(terminal);
        }
        return ExitCode.OK;
    }

    private static void keep(String certificate, Path file) {
        if (certificate == null || file == null) {
            return;
        }
        try {
            Files.writeString(file, certificate + "\n");
        } catch (IOException e) {
            throw Failure.of(ProblemCode.STORE_FAILED, "The certificate cannot be written to " + file + ".", e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return json == null ? null : JsonText.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A certificate that is no JSON.", e);
        }
    }
}
