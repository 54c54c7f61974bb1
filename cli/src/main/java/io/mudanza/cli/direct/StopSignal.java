package io.mudanza.cli.direct;

import io.mudanza.cli.terminal.Terminal;
import io.mudanza.engine.progress.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C during a run in this process: the work is stopped at a safe point and undone before the process ends. */
final class StopSignal implements Cancellation, AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final Terminal terminal;
    private final CountDownLatch undone = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop);
    private volatile boolean requested;

    StopSignal(Terminal terminal) {
        this.terminal = terminal;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop() {
        requested = true;
        terminal.endProgress();
        terminal.say(terminal.texts().of("direct.stopping"));
        try {
            if (!undone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                terminal.warn(terminal.texts().of("direct.not_undone"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean requested() {
        return requested;
    }

    @Override
    public void close() {
        undone.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is waiting for exactly this.
        }
    }
}
