package io.mudanza.launcher.prepare;

import java.time.Duration;

/** Whether the processes that this one has started have little to do: nobody moves anything. */
final class Quiet {

    private static final int LOOKS = 2;
    /** Of one processor. A node that nobody uses takes a twentieth, one that moves rows a whole one and more. */
    private static final double BUSY = 0.25;

    private Quiet() {}

    /** Returns when they have been quiet at two looks, one after the other. */
    static void await(Duration lookEvery) throws InterruptedException {
        Duration before = used();
        for (int quiet = 0; quiet < LOOKS; ) {
            Thread.sleep(lookEvery);
            Duration now = used();
            boolean busy = now.minus(before).toMillis() > lookEvery.toMillis() * BUSY;
            quiet = busy ? 0 : quiet + 1;
            before = now;
        }
    }

    private static Duration used() {
        return ProcessHandle.current().descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
