package io.mudanza.launcher.down;

import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.launcher.node.KnownProcess;
import io.mudanza.launcher.node.NodeRecord;
import io.mudanza.launcher.node.NodeRegister;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a node leaves whose supervisor was killed: processes that are just ending, and its file. */
public final class Leftovers {
    private static final Duration END_BY_THEMSELVES = Duration.ofSeconds(15);

    private Leftovers() {}

    /**
     * Clears away what is left of a node of this name, so that it can be started.
     *
     * @throws Failure when it still runs
     */
    public static void clear(NodeRegister register, String name, Terminal terminal) {
        NodeRecord node = register.find(name).orElse(null);
        if (node == null) {
            return;
        }
        if (node.supervisor().alive()) {
            throw Failure.of(ProblemCode.PLATFORM_BUSY, "Node " + name + " runs already at " + node.url()
                    + ". Stop it with 'mudanza down --name " + name + "', or choose another --name.");
        }
        terminal.say("Node " + name + " was not stopped in order; clearing away what is left of it.");
        end(node);
        register.remove(name);
    }

    /** Ends the processes of a node whose supervisor is gone; they have been told to end by their guard. */
    static void end(NodeRecord node) {
        List<KnownProcess> processes = new ArrayList<>();
        node.services().forEach(member -> processes.add(member.process()));
        if (!within(END_BY_THEMSELVES, () -> processes.stream().noneMatch(KnownProcess::alive))) {
            processes.forEach(process -> process.handle().ifPresent(ProcessHandle::destroyForcibly));
            within(END_BY_THEMSELVES, () -> processes.stream().noneMatch(KnownProcess::alive));
        }
    }

    static boolean within(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.of(ProblemCode.CANCELLED, "Interrupted while a node was being stopped.", e);
            }
        }
        return true;
    }
}
