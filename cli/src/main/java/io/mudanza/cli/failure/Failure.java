package io.mudanza.cli.failure;

import io.mudanza.bundle.BundleException;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.EngineException;
import java.util.Locale;

/** A command that cannot do what it was asked for: a stable code, a sentence that says what to do, an exit code. */
public final class Failure extends RuntimeException {

    private final String code;
    private final int exitCode;

    private Failure(String code, int exitCode, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.exitCode = exitCode;
    }

    /** A failure that the command line found itself. */
    public static Failure of(ProblemCode code, String detail) {
        return new Failure(code.wire(), code.exitCode(), detail, null);
    }

    /** The same with its cause, which is shown only with {@code --verbose}. */
    public static Failure of(ProblemCode code, String detail, Throwable cause) {
        return new Failure(code.wire(), code.exitCode(), detail, cause);
    }

    /** A failure that a node answered. Unknown codes of newer nodes keep their name. */
    public static Failure ofAnswer(String code, String detail, int httpStatus) {
        ProblemCode known = ProblemCode.ofWire(code);
        int exit = known == ProblemCode.INTERNAL_ERROR ? ExitCode.ofHttpStatus(httpStatus) : known.exitCode();
        return new Failure(code, exit, detail, null);
    }

    /** A job that ended without success. */
    public static Failure ofJob(String code, String detail) {
        int exit = ProblemCode.ofWire(code).exitCode();
        return new Failure(code, exit < ExitCode.NOT_ALLOWED ? ExitCode.JOB_FAILED : exit, detail, null);
    }

    /** What the engine said, in this process. */
    public static Failure of(EngineException e) {
        ProblemCode code = ProblemCode.ofWire(e.code().name().toLowerCase(Locale.ROOT));
        return of(code, e.getMessage(), e);
    }

    /** What the bundle said, in this process. */
    public static Failure of(BundleException e) {
        ProblemCode code = ProblemCode.ofWire(e.code().name().toLowerCase(Locale.ROOT));
        return of(code, e.getMessage(), e);
    }

    /** Stable code, wire form. */
    public String code() {
        return code;
    }

    /** Exit code of the process. */
    public int exitCode() {
        return exitCode;
    }
}
