package io.mudanza.embedded.process;

import io.mudanza.embedded.EmbeddedInfraException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is done when this JVM ends: children first (they were registered last), then the folders they wrote into. */
public final class Shutdown {
    private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();
    private static boolean hooked;
    private static volatile boolean onTheWay;

    private Shutdown() {}

    /** Adds an action; the latest runs first. An action that throws does not keep the others from running. */
    public static synchronized void register(Runnable action) {
        if (!hooked) {
            hooked = true;
            Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::run, "embedded-infra-shutdown"));
        }
        ACTIONS.push(action);
    }

    /** True once the JVM has begun to end. */
    public static boolean onTheWay() {
        return onTheWay;
    }

    /** No child may be started any more once the others are being stopped. */
    static void refuseWhenOnTheWay() {
        if (onTheWay) {
            throw new EmbeddedInfraException("Nothing is started any more: this program is being stopped.");
        }
    }

    private static void run() {
        onTheWay = true;
        Runnable action;
        while ((action = next()) != null) {
            try {
                action.run();
            } catch (RuntimeException e) {
                System.getLogger(Shutdown.class.getName())
                        .log(System.Logger.Level.WARNING, "Something could not be stopped or deleted", e);
            }
        }
    }

    private static synchronized Runnable next() {
        return ACTIONS.poll();
    }
}
