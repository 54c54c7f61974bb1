package io.mudanza.token.issue;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.problem.TokenProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a token lives: {@code 30m}, {@code 24h}, {@code 7d}, within what the node allows. */
@ApplicationScoped
class Lifetime {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})([mhd])");
    private static final Duration LONGEST_OVERLAP = Duration.ofHours(24);

    private final Duration standard;
    private final Duration longest;

    Lifetime(
            @ConfigProperty(name = "mudanza.token-expiry-hours") int standardHours,
            @ConfigProperty(name = "mudanza.token-max-expiry-hours") int longestHours) {
        this.longest = Duration.ofHours(longestHours);
        this.standard = Duration.ofHours(Math.min(standardHours, longestHours));
    }

    Duration of(String expiresIn) {
        if (expiresIn == null) {
            return standard;
        }
        Duration asked = read("expires_in", expiresIn);
        if (asked.compareTo(longest) > 0) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST, "expires_in may be at most " + longest.toHours()
                    + "h on this node (mudanza.token-max-expiry-hours)");
        }
        return asked;
    }

    /** How long an old secret is good beside a new one: an hour when nothing is said, {@code 0m} for not at all. */
    static Duration overlap(String text) {
        if (text == null) {
            return Duration.ofHours(1);
        }
        Duration asked = text.equals("0m") ? Duration.ZERO : read("overlap", text);
        if (asked.compareTo(LONGEST_OVERLAP) > 0) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST, "overlap may be at most 24h");
        }
        return asked;
    }

    private static Duration read(String field, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST,
                    field + " must be a number and m, h or d, as in 30m, 24h or 7d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
