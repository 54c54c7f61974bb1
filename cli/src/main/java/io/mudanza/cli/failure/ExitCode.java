package io.mudanza.cli.failure;

/** Exit codes of every command. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int UNEXPECTED = 1;
    public static final int USAGE = 2;
    public static final int NOT_FOUND = 3;
    public static final int NOT_ALLOWED = 4;
    public static final int CONFLICT = 5;
    public static final int JOB_FAILED = 6;
    public static final int NOT_EQUAL = 7;
    public static final int UNREACHABLE = 8;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The exit code for an answer whose problem code this version does not know. */
    static int ofHttpStatus(int status) {
        return switch (status) {
            case 400, 413, 422, 501 -> USAGE;
            case 401, 403 -> NOT_ALLOWED;
            case 404 -> NOT_FOUND;
            case 409 -> CONFLICT;
            case 429, 502, 503, 504 -> UNREACHABLE;
            default -> UNEXPECTED;
        };
    }
}
