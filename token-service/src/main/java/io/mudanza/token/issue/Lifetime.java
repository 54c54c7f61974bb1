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
        Matcher matcher = FORM.matcher(expiresIn);
        if (!matcher.matches()) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST,
                    "expires_in must be a number and m, h or d, as in 30m, 24h or 7d");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration asked = switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        if (asked.compareTo(longest) > 0) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST, "expires_in may be at most " + longest.toHours()
                    + "h on this node (mudanza.token-max-expiry-hours)");
        }
        return asked;
    }
}
