package io.mudanza.launcher.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.JobView;
import io.mudanza.cli.client.JobWatcher;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.job.JobEnding;
import io.mudanza.cli.job.JobResult;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Sizes;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.embedded.process.Shutdown;
import io.mudanza.examples.tuki.TukiPlatform;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mudanza demo}: the whole of Mudanza once, on this machine, and nothing left afterwards. */
@Command(
        name = "demo",
        sortOptions = false,
        description = "Start two nodes, fill the source with a sample platform, pull it, and show the certificate.")
public final class DemoCommand extends Subcommand {

    @Option(names = "--scale", defaultValue = "0.1", paramLabel = "N",
            description = "Size of the sample: 1 is about 200 MB (default: 0.1).")
    private double scale;

    @Option(names = "--apart", description = "Each service in a process of its own, as in a cluster.")
    private boolean apart;

    @Option(names = "--keep", description = "Keep the data of both nodes and say how to start them again.")
    private boolean keep;

    private final Stopwatch time = new Stopwatch();

    @Override
    public Integer call() throws Exception {
        if (!(scale > 0) || scale > 1000) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "The scale is a number above 0 and at most 1000.");
        }
        try {
            JobResult result = run();
            terminal().say(time.summary());
            if (terminal().json()) {
                terminal().result(result.json());
            }
            result.requireEqual(terminal());
            return ExitCode.OK;
        } catch (Exception e) {
            if (Shutdown.onTheWay()) {
                // Ctrl-C: what fails now fails because everything is being stopped. The process ends under this thread.
                new CountDownLatch(1).await();
            }
            throw e;
        }
    }

    private JobResult run() throws SQLException, IOException, InterruptedException {
        try (TwoNodes nodes = new TwoNodes(apart, keep)) {
            terminal().say("Starting two nodes" + (apart ? ", each service in a process of its own" : "") + " …");
            nodes.start();
            time.lap("two nodes ready");
            terminal().say("Source " + nodes.source().url() + ", target " + nodes.target().url());

            terminal().say("Filling the source with the sample platform …");
            TukiPlatform.Summary sample = nodes.fillSource(scale);
            terminal().say(Sizes.count(sample.rows()) + " rows and " + Sizes.count(sample.mediaFiles())
                    + " media files ("
                    + Sizes.bytes(sample.mediaBytes()) + ")");
            time.lap("sample made");

            JobResult result = pull(nodes);
            time.lap("pull, verified");
            terminal().say(PeakMemory.line("Peak memory at the source", nodes.source().describe()));
            terminal().say(PeakMemory.line("Peak memory at the target", nodes.target().describe()));
            if (keep) {
                nodes.howToStartAgain().forEach(terminal()::say);
            }
            return result;
        } finally {
            time.lap("stopped");
        }
    }

    private JobResult pull(TwoNodes nodes) throws InterruptedException {
        NodeClient source = nodes.client(nodes.source(), texts().language());
        NodeClient target = nodes.client(nodes.target(), texts().language());
        ObjectNode wish = JsonText.MAPPER.createObjectNode();
        wish.put("description", "Demo").put("permissions", "read").put("expires_in", "1h")
                .put("single_use", true);
        String token = source.post("tokens/", wish).path("token").asText();

        ObjectNode order = JsonText.MAPPER.createObjectNode();
        order.put("source_url", source.url().toString()).put("source_token", token).put("verify", "full")
                .put("create_checkpoint", true).put("include_media", true);
        String id = target.start("pull/", order);
        terminal().say("Pulling (job " + id + ") …");
        JobView job = new JobWatcher(target).watch(id, new Progressing(terminal()));
        terminal().endProgress();
        JobResult result = new JobEnding(target, terminal()).result(job);
        if (!job.completed()) {
            throw Failure.ofJob(job.code() == null ? "cancelled" : job.code(),
                    job.detail() == null ? "The pull ended with status " + job.status() + "." : job.detail());
        }
        if (!terminal().json()) {
            new CertificateSummary(terminal()).show(result, job);
        }
        terminal().say(String.format(Locale.ROOT, "Pulled and verified in %.1f s", result.durationSeconds()));
        return result;
    }
}
