package io.mudanza.launcher.prepare;

import io.mudanza.embedded.process.Programs;
import io.mudanza.embedded.process.ServerProcess;
import io.mudanza.embedded.process.StopSignal;
import io.mudanza.launcher.supervise.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the class caches beside a node that runs already, at the lowest priority and once nobody moves anything; they serve
 * from the next start on.
 */
public final class Preparing {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private Preparing() {}

    /**
     * Does nothing where the caches are there and as new as the applications. Returns at once; ends with this process.
     *
     * @param log where the run writes what it says
     */
    public static void inBackground(Installation installation, boolean apart, Path dir, Path log) {
        if (installation.prepared(apart)) {
            return;
        }
        Thread.ofVirtual().name("prepare").start(() -> {
            try {
                Quiet.await(LOOK_EVERY);
                start(installation, apart, dir, log);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void start(Installation installation, boolean apart, Path dir, Path log) {
        List<String> command = new ArrayList<>();
        Programs.find("nice").ifPresent(nice -> command.addAll(List.of(nice.toString(), "-n", "19")));
        command.addAll(installation.ownProgram());
        command.add("prepare");
        if (apart) {
            command.add("--apart");
        }
        ServerProcess.start("prepare", command, Map.of(), dir, log, StopSignal.TERM);
    }
}
