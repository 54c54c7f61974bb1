package io.mudanza.crash;

/** Named points between two operations at which a test may end the world by throwing an {@link Error}. */
@FunctionalInterface
public interface CrashPoints {

    /** Called when everything before the point has been done and nothing after it. */
    void reached(String point);

    /** What the setting of this process says; nothing where there is none. */
    CrashPoints OF_PROCESS = CrashPoint::reached;
}
