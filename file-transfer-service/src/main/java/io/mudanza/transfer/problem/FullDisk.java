package io.mudanza.transfer.problem;

import java.io.IOException;

/** Recognises a disk without room. */
public final class FullDisk {

    private FullDisk() {}

    /** True when the failure, or one below it, says that the disk or the quota has no room left. */
    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && says(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(String message) {
        return message != null && (message.contains("No space left on device")
                || message.contains("Disk quota exceeded"));
    }
}
