package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.JobView;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Terminal;
import java.nio.file.Path;

/** A job that a command just started: followed until its end, or left alone with {@code --detach}. */
public final class StartedJob {

    private final NodeClient node;
    private final Terminal terminal;
    private final String id;

    public StartedJob(NodeClient node, Terminal terminal, String id) {
        this.node = node;
        this.terminal = terminal;
        this.id = id;
    }

    /**
     * Sees the job through.
     *
     * @param needsVerdict    whether anything but EQUAL is a failure
     * @param certificateFile where the certificate is kept as well; null for nowhere
     * @return the exit code; failures are thrown
     */
    public int end(boolean detach, boolean needsVerdict, Path certificateFile) throws InterruptedException {
        if (detach) {
            if (terminal.json()) {
                ObjectNode json = JsonText.MAPPER.createObjectNode().put("job_id", id).put("status", "pending");
                terminal.result(json);
            } else {
                terminal.result(id);
                terminal.say(terminal.texts().of("job.detached", id));
            }
            return ExitCode.OK;
        }
        terminal.say(terminal.texts().of("job.started", id));
        JobView job = new JobFollower(node, terminal).follow(id);
        if (job.completed() && job.json().hasNonNull("plan")) {
            terminal.result(job.json().get("plan"));
            return ExitCode.OK;
        }
        return new JobEnding(node, terminal).keepingCertificate(certificateFile).show(job, needsVerdict);
    }
}
