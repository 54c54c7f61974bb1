package io.mudanza.identity;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an internal call is for, as its path tells: {@code /internal/<service>/…}, and the first id of a job in it. Both
 * ends read it in this way, so that a JWT is good for one service, and for one job where the call concerns one.
 *
 * @param service name of the service
 * @param job     the job, {@link #NO_JOB} when the path names none
 */
record CallTarget(String service, String job) {

    /** Claim of a JWT for calls that concern no job. */
    static final String NO_JOB = "none";

    private static final Pattern PATH = Pattern.compile("^(?:.*?)/internal/([a-z]{1,20})(/.*)?$");
    private static final Pattern JOB = Pattern.compile(
            "/([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})(?=/|$)");

    /** The target of a path; empty when it is not internal. */
    static Optional<CallTarget> ofPath(String path) {
        Matcher internal = PATH.matcher(path == null ? "" : path);
        if (!internal.matches()) {
            return Optional.empty();
        }
        Matcher job = JOB.matcher(internal.group(2) == null ? "" : internal.group(2));
        return Optional.of(new CallTarget(internal.group(1),
                job.find() ? UUID.fromString(job.group(1)).toString() : NO_JOB));
    }

    /** Audience of a JWT for the service. */
    String audience() {
        return audience(service);
    }

    static String audience(String service) {
        return "mudanza-" + service;
    }
}
