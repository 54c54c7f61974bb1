package io.mudanza.gateway.problem;

import io.mudanza.contracts.problem.ProblemCode;
import java.util.Map;

/** A call ends with a problem. Its text is looked up in the caller's language, or came from another service. */
public final class ProblemException extends RuntimeException {
    private final ProblemCode code;
    private final String key;
    private final transient Object[] arguments;
    private final String foreignDetail;
    private transient Map<String, Object> members = Map.of();

    /** @param key of the sentence in the message bundles, without its prefix */
    public ProblemException(ProblemCode code, String key, Object... arguments) {
        super(code.wire() + " (" + key + ")", cause(arguments));
        this.code = code;
        this.key = key;
        this.arguments = arguments;
        this.foreignDetail = null;
    }

    private ProblemException(ProblemCode code, String foreignDetail, Map<String, Object> members) {
        super(code.wire());
        this.code = code;
        this.key = code.wire();
        this.arguments = new Object[0];
        this.foreignDetail = foreignDetail;
        this.members = members;
    }

    /** A problem that another service of the node has put into words. */
    public static ProblemException foreign(ProblemCode code, String detail, Map<String, Object> members) {
        return new ProblemException(code, detail, Map.copyOf(members));
    }

    /** Adds members to the problem document. */
    public ProblemException with(Map<String, Object> more) {
        members = Map.copyOf(more);
        return this;
    }

    public ProblemCode code() {
        return code;
    }

    public Map<String, Object> members() {
        return members;
    }

    String key() {
        return key;
    }

    Object[] arguments() {
        return arguments.clone();
    }

    String foreignDetail() {
        return foreignDetail;
    }

    private static Throwable cause(Object[] arguments) {
        return arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable cause ? cause : null;
    }
}
