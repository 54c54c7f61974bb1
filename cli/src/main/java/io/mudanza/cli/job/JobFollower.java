package io.mudanza.cli.job;

import io.mudanza.cli.client.JobListener;
import io.mudanza.cli.client.JobView;
import io.mudanza.cli.client.JobWatcher;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.terminal.Progress;
import io.mudanza.cli.terminal.Terminal;
import java.util.Locale;

/** Shows a job until its end. Ctrl-C leaves the job running and says how to come back to it. */
public final class JobFollower {

    private final NodeClient node;
    private final Terminal terminal;

    public JobFollower(NodeClient node, Terminal terminal) {
        this.node = node;
        this.terminal = terminal;
    }

    /** Returns the job when it has ended. */
    public JobView follow(String job) throws InterruptedException {
        Thread farewell = new Thread(() -> {
            terminal.endProgress();
            terminal.say(terminal.texts().of("watch.left", job, job, job));
        });
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            return new JobWatcher(node).watch(job, new Shown());
        } finally {
            terminal.endProgress();
            removeHook(farewell);
        }
    }

    private static void removeHook(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            // The process is ending: the hook has run.
        }
    }

    private final class Shown implements JobListener {

        private boolean lost;

        @Override
        public void progress(Progress progress) {
            lost = false;
            terminal.progress(progress);
        }

        @Override
        public void logged(String level, String message) {
            switch (level.toUpperCase(Locale.ROOT)) {
                case "WARNING", "ERROR" -> terminal.warn(message);
                case "DEBUG" -> {
                    // Not for people who watch; 'jobs logs --level debug' shows it.
                }
                default -> terminal.say(message);
            }
        }

        @Override
        public void reconnecting(String why) {
            if (!lost) {
                terminal.say(terminal.texts().of("watch.lost", why));
            }
            lost = true;
        }
    }
}
