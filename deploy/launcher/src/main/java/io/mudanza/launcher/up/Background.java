package io.mudanza.launcher.up;

import io.mudanza.cli.failure.Failure;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.embedded.process.LogTail;
import io.mudanza.embedded.process.Programs;
import io.mudanza.embedded.process.Shutdown;
import io.mudanza.launcher.node.NodeRecord;
import io.mudanza.launcher.node.NodeRegister;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.supervise.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the supervisor of a node as a process of its own, away from this terminal. */
final class Background {
    private final NodeRegister register;

    Background(NodeRegister register) {
        this.register = register;
    }

    /** Returns when the node is ready; a supervisor that fails, or whose starter is interrupted, is gone afterwards. */
    NodeRecord start(NodeSpec spec) {
        try {
            Path dir = spec.dataDir();
            if (!Files.exists(dir)) {
                Files.createDirectories(dir.getParent());
                Files.createDirectory(dir,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path logs = Files.createDirectories(dir.resolve("logs"));
            Path file = dir.resolve("node.json");
            spec.write(file);
            Path log = logs.resolve("supervisor.log");
            Process process = new ProcessBuilder(command(file))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            AtomicBoolean ready = new AtomicBoolean();
            Shutdown.register(() -> {
                if (!ready.get()) {
                    process.destroy();
                }
            });
            NodeRecord node = await(spec.name(), process, log);
            ready.set(true);
            return node;
        } catch (IOException e) {
            throw Failure.of(ProblemCode.STORE_FAILED, "The node cannot be started in " + spec.dataDir() + ": "
                    + e.getMessage(), e);
        }
    }

    private NodeRecord await(String name, Process process, Path log) {
        while (true) {
            Optional<NodeRecord> node = register.find(name);
            if (node.isPresent() && node.get().supervisor().pid() == process.pid() && node.get().ready()) {
                return node.get();
            }
            if (!process.isAlive()) {
                throw Failure.of(ProblemCode.SERVICE_UNAVAILABLE,
                        "The node did not start. Its log (" + log + ") ends with:\n" + LogTail.of(log, 20));
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw Failure.of(ProblemCode.CANCELLED, "Interrupted; the node is being stopped.", e);
            }
        }
    }

    private static List<String> command(Path spec) {
        List<String> command = new ArrayList<>();
        Programs.find("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(Installation.find().ownProgram());
        command.addAll(List.of("supervise", "--spec", spec.toString()));
        return command;
    }
}
