package io.mudanza.gateway.access;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses a token in an address, the one asked for or the one that the call comes from, whatever else the call is: addresses end up in logs, histories and referrers. The
 * answer does not repeat it.
 */
@Provider
@PreMatching
public class QueryTokenFilter implements ContainerRequestFilter {
    private static final Pattern TOKEN = Pattern.compile("mig_[0-9A-Za-z]{12}_");
    private static final Set<String> NAMES = Set.of("token", "access_token", "auth", "authorization", "bearer",
            "api_key", "apikey", "source_token", "target_token", "migration_token", "jwt");

    @Override
    public void filter(ContainerRequestContext request) {
        String address = request.getUriInfo().getRequestUri().toString();
        String referer = Objects.requireNonNullElse(request.getHeaderString("Referer"), "");
        boolean named = request.getUriInfo().getQueryParameters().keySet().stream()
                .anyMatch(name -> NAMES.contains(name.toLowerCase(Locale.ROOT)));
        if (named || TOKEN.matcher(address).find() || TOKEN.matcher(referer).find() || TOKEN.matcher(decoded(address)).find()) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "request.token_in_address");
        }
    }

    private static String decoded(String address) {
        try {
            return URLDecoder.decode(address, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
