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
    private static final int DEPTH = 3;
    private static final Set<String> NAMES = Set.of("token", "access_token", "auth", "authorization", "bearer",
            "api_key", "apikey", "source_token", "target_token", "migration_token", "jwt");

    @Override
    public void filter(ContainerRequestContext request) {
        String address = request.getUriInfo().getRequestUri().toString();
        String referer = Objects.requireNonNullElse(request.getHeaderString("Referer"), "");
        boolean named = request.getUriInfo().getQueryParameters().keySet().stream()
                .anyMatch(name -> NAMES.contains(name.toLowerCase(Locale.ROOT)));
        if (named || shows(address) || shows(referer)) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "request.token_in_address");
        }
    }

    /** Also encoded, once or twice: something behind this may decode it. */
    private static boolean shows(String address) {
        String text = address;
        for (int depth = 0; depth < DEPTH; depth++) {
            if (TOKEN.matcher(text).find()) {
                return true;
            }
            try {
                text = URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                return false;
            }
        }
        return false;
    }
}
