package io.mudanza.outbound.proof;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parts of a request that a signature covers, as sender and receiver both see them. The scheme is none of them: a
 * proxy that ends TLS changes it.
 *
 * @param method    HTTP method
 * @param authority host, and port unless it is the usual one
 * @param path      encoded path
 * @param query     encoded query; null for none
 * @param header    the value of a header by its name in lower case; null for none
 */
public record SignedParts(
        String method, String authority, String path, String query, Function<String, String> header) {

    public SignedParts {
        authority = authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }

    Optional<String> value(String component) {
        return Optional.ofNullable(switch (component) {
            case "@method" -> method;
            case "@authority" -> authority;
            case "@path" -> path.isEmpty() ? "/" : path;
            case "@query" -> query == null ? "?" : "?" + query;
            default -> header.apply(component);
        });
    }
}
