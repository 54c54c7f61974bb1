package io.mudanza.launcher.demo;

import io.mudanza.cli.client.JobListener;
import io.mudanza.cli.terminal.Progress;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.embedded.process.Shutdown;

/** Shows how far the demo's pull is. */
record Progressing(Terminal terminal) implements JobListener {

    @Override
    public void progress(Progress progress) {
        if (!Shutdown.onTheWay()) {
            terminal.progress(progress);
        }
    }

    @Override
    public void logged(String level, String message) {
        if (level.equals("WARNING") || level.equals("ERROR")) {
            terminal.warn(message);
        }
    }

    @Override
    public void reconnecting(String why) {
        // The nodes are on this machine: a moment later they answer again, or the job is lost and the watch says so.
    }
}
