package io.mudanza.gateway.audit;

import io.mudanza.gateway.problem.Redacted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of the public API as the audit names it.
 *
 * @param action method and name of the call, e.g. {@code POST rollback}
 * @param object the rest of the path, e.g. a job; null for none
 * @param weight whether each call is a row of its own
 */
record Call(String action, String object, Weight weight) {
    private static final String BASE = "/api/v1/migration/";
    private static final String LOCKS = "/api/v1/locks/";
    private static final Pattern PATH = Pattern.compile("([a-z-]{1,40})(?:/(.*?))?/?");

    /** How much a call matters. */
    enum Weight {
        /** It changes something or takes a platform away: a row of its own. */
        EACH,
        /** One of thousands that belong together: counted. */
        COUNTED,
        /** Looking on: only a refusal is told. */
        LOOK
    }

    /** Null when the path is none of the public API. */
    static Call of(String method, String path) {
        if (path != null && path.startsWith(LOCKS)) {
            return lock(method, path.substring(LOCKS.length()).replaceAll("/+$", ""));
        }
        if (path == null || !path.startsWith(BASE)) {
            return null;
        }
        Matcher matcher = PATH.matcher(path.substring(BASE.length()));
        if (!matcher.matches()) {
            return new Call(method + " other", null, Weight.LOOK);
        }
        String name = matcher.group(1);
        String object = matcher.group(2) == null || matcher.group(2).isEmpty() ? null : Redacted.of(matcher.group(2));
        return new Call(method + " " + name, object, weight(method, name, object));
    }

    /** Locks come and go in thousands; taking one away from its holder is another matter. */
    private static Call lock(String method, String name) {
        boolean look = method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
        return new Call(method + " locks", Redacted.of(name),
                name.endsWith("/takeover") ? Weight.EACH : look ? Weight.LOOK : Weight.COUNTED);
    }

    private static Weight weight(String method, String name, String object) {
        if (name.equals("download-export")) {
            return object != null && object.contains("/parts/") ? Weight.COUNTED : Weight.EACH;
        }
        return switch (name) {
            case "download-file", "download-files", "receive-file", "receive-import" -> Weight.COUNTED;
            default -> method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS") ? Weight.LOOK
                    : Weight.EACH;
        };
    }
}
