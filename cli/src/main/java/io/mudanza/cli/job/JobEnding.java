package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.client.JobView;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Turns the end of a job of a node into a result and an exit code. */
public final class JobEnding {

    private final NodeClient node;
    private final Terminal terminal;
    private Path certificateFile;

    public JobEnding(NodeClient node, Terminal terminal) {
        this.node = node;
        this.terminal = terminal;
    }

    /** Keeps the certificate in this file as well; null for nowhere. */
    public JobEnding keepingCertificate(Path file) {
        certificateFile = file;
        return this;
    }

    /** The result of an ended job, with its certificate where it has one. */
    public JobResult result(JobView job) {
        JsonNode json = job.json();
        JsonNode certificate = job.verdict() == null ? null : certificate(job.id());
        return new JobResult(
                job.id(),
                job.status(),
                job.verdict(),
                number(json, "rows", "rows_done"),
                number(json, "bytes", "bytes_done"),
                number(json, "media_files", "media_files_done"),
                json.path("duration_seconds").asDouble(-1),
                certificate);
    }

    /**
     * Shows how the job ended.
     *
     * @param needsVerdict whether it has to be EQUAL
     * @return 0; everything else is thrown as a {@link Failure} after the result was shown
     */
    public int show(JobView job, boolean needsVerdict) {
        JobResult result = result(job);
        keep(result.certificate());
        if (!job.completed()) {
            if (terminal.json()) {
                result.show(terminal);
            }
            throw Failure.ofJob(
                    job.code() == null ? "cancelled" : job.code(),
                    job.detail() == null ? terminal.texts().of("job.ended", job.id(), job.status()) : job.detail());
        }
        result.show(terminal);
        if (needsVerdict) {
            result.requireEqual(terminal);
        }
        return ExitCode.OK;
    }

    /** True when the job was to compare something before it became visible. */
    static boolean needsVerdict(JobView job) {
        return Set.of("pull", "import", "push", "verify", "restore").contains(String.valueOf(job.direction()))
                && !job.json().path("options").path("dry_run").asBoolean(false);
    }

    private void keep(JsonNode certificate) {
        if (certificate == null || certificateFile == null) {
            return;
        }
        try {
            Files.writeString(certificateFile, JsonText.pretty(certificate) + System.lineSeparator());
        } catch (IOException e) {
            throw Failure.of(ProblemCode.STORE_FAILED, "The certificate cannot be written to " + certificateFile + ".", e);
        }
    }

    private JsonNode certificate(String job) {
        try {
            return node.get("jobs/" + NodeClient.segment(job) + "/certificate/");
        } catch (Failure e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private static long number(JsonNode json, String... names) {
        for (String name : names) {
            if (json.path(name).isNumber()) {
                return json.path(name).asLong();
            }
        }
        return -1;
    }
}
