package io.mudanza.engine.checkpoint;

/** Named points between two operations at which a test may end the world by throwing an {@link Error}. */
@FunctionalInterface
public interface CrashPoints {

    /** Called when everything before the point has been done and nothing after it. */
    void reached(String point);

    /** Nothing happens. */
    CrashPoints NONE = point -> {};
}
