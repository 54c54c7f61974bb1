package io.mudanza.cli.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.JobView;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.job.JobEnding;
import io.mudanza.cli.job.JobFollower;
import io.mudanza.cli.job.Secret;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mudanza verify}. */
@Command(
        name = "verify",
        sortOptions = false,
        description = {
            "Compare, and say EQUAL, DIFFERENT or NOT_VERIFIED.",
            "A job or a peer is compared with the platform of the node; a bundle or a certificate is checked here, offline."
        })
public final class VerifyCommand extends Subcommand {

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    /** What is verified: exactly one. */
    static final class Subject {
        @Parameters(paramLabel = "JOB", description = "A job: its bundle against the platform of the node.")
        private String job;

        @Option(names = "--peer", paramLabel = "URL", description = "The platform of another node against that of the node.")
        private String peer;

        @Option(names = "--bundle", paramLabel = "FILE", description = "A bundle: every part, digest and the signature.")
        private Path bundle;

        @Option(names = "--certificate", paramLabel = "FILE", description = "A certificate: signature and consistency.")
        private Path certificate;
    }

    @Option(names = "--peer-token", paramLabel = "TOKEN", description = "The peer's token; visible, so better in a file.")
    private String peerToken;

    @Option(
            names = "--peer-token-file",
            paramLabel = "FILE",
            description = "File with the peer's token; else MUDANZA_PEER_TOKEN, else it is asked for.")
    private Path peerTokenFile;

    @Option(names = "--trusted-key", paramLabel = "PEM", description = "Public key of the node that must have signed.")
    private Path trustedKey;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (subject.certificate != null) {
            return new CertificateFile(terminal()).check(subject.certificate, trustedKey);
        }
        if (trustedKey != null && subject.bundle == null) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--trusted-key goes with --certificate or --bundle.");
        }
        if (subject.bundle != null) {
            return new BundleCheck(terminal()).check(subject.bundle, trustedKey);
        }
        return byNode();
    }

    private int byNode() throws InterruptedException {
        NodeClient node = node();
        ObjectNode body = JsonText.MAPPER.createObjectNode();
        if (subject.peer != null) {
            body.put("source_url", subject.peer);
            body.put("source_token", new Secret(root().surroundings(), terminal())
                    .find("--peer-token", peerToken, peerTokenFile, "MUDANZA_PEER_TOKEN"));
        } else {
            body.put("job_id", subject.job);
        }
        String id = node.start("verify/", body);
        terminal().say(text("job.started", id));
        JobView ended = new JobFollower(node, terminal()).follow(id);
        return new JobEnding(node, terminal()).show(ended, true);
    }
}
