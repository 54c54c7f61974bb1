package io.mudanza.cli.client;

import io.mudanza.cli.terminal.Progress;

/** Hears how a job goes. Called from one thread. */
public interface JobListener {

    /** How far the job is. */
    void progress(Progress progress);

    /** A line of the job's log. */
    void logged(String level, String message);

    /** The connection to the node was lost; the watcher tries again. */
    void reconnecting(String why);

    /** Hears nothing. */
    JobListener NONE = new JobListener() {
        @Override
        public void progress(Progress progress) {}

        @Override
        public void logged(String level, String message) {}

        @Override
        public void reconnecting(String why) {}
    };
}
