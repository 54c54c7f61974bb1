package io.mudanza.crash;

/**
 * The points of this process. Without a setting a call is an empty method that the compiler takes away; with one, the
 * process ends there as if it had been killed (exit code 137), or waits.
 *
 * <p>The setting is the system property {@code mudanza.crash-point} or the environment variable {@code
 * MUDANZA_CRASH_POINT}, read once when the process starts: {@code NAME} or {@code NAME:n} ends the process at the n-th
 * pass; {@code @FILE} takes the same words from a file, which may come and go while the process runs, and there also
 * {@code NAME:n:hold} (see {@link CrashFile}). Nothing that comes over the network can set it.
 */
public final class CrashPoint {
    /** Name of the system property. */
    public static final String PROPERTY = "mudanza.crash-point";

    /** Name of the environment variable. */
    public static final String VARIABLE = "MUDANZA_CRASH_POINT";

    private static final CrashPoints ARMED = armed(System.getProperty(PROPERTY, System.getenv(VARIABLE)));

    private CrashPoint() {}

    /** Called when everything before the point has been done and nothing after it. */
    public static void reached(String point) {
        if (ARMED != null) {
            ARMED.reached(point);
        }
    }

    static CrashPoints armed(String setting) {
        if (setting == null || setting.isBlank()) {
            return null;
        }
        return setting.startsWith("@")
                ? new CrashFile(java.nio.file.Path.of(setting.substring(1)), CrashPoint::end)
                : new PassCounter(CrashOrder.of(setting), CrashPoint::end);
    }

    private static void end(CrashOrder order) {
        System.err.println("crash point " + order.point() + ": the process ends here, as its setting says");
        Runtime.getRuntime().halt(137);
    }
}
