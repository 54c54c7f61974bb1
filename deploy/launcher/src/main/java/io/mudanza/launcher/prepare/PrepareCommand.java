package io.mudanza.launcher.prepare;

import io.mudanza.bundle.lock.LockFile;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.embedded.process.TempFolder;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.supervise.Installation;
import io.mudanza.launcher.supervise.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs beside the first node after a build: a node starts, moves a sample once, and its processes write down their
 * classes as they end.
 */
@Command(name = "prepare", hidden = true, description = "Record the classes of the services for faster starts.")
public final class PrepareCommand extends Subcommand {

    @Option(names = "--apart", description = "Of the services apart, instead of the one process.")
    private boolean apart;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.find().recordingClasses();
        if (installation.prepared(apart)) {
            return ExitCode.OK;
        }
        Path turn = Files.createDirectories(installation.home().resolve("target")).resolve("prepare.lock");
        Optional<LockFile> ours = LockFile.tryTake(turn);
        if (ours.isEmpty()) {
            // Somebody else is at it.
            return ExitCode.OK;
        }
        try (LockFile _ = ours.get()) {
            return record(installation);
        }
    }

    private int record(Installation installation) throws InterruptedException {
        Path dir = TempFolder.create("mudanza-prepare-");
        NodeSpec spec = new NodeSpec("prepare", 0, "127.0.0.1", null, null, null, null, dir, apart, true);
        Supervisor node = new Supervisor(spec, null, installation);
        try {
            node.start();
            String poorer = new Rehearsal(node, installation, dir).run();
            if (poorer != null) {
                terminal().warn("No move was rehearsed, so the caches hold less: " + poorer);
            }
        } finally {
            node.stop(true);
            TempFolder.delete(dir);
        }
        terminal().result(installation.keepClasses() + " class caches");
        return ExitCode.OK;
    }
}
