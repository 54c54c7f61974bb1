package io.mudanza.outbound.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer whose body is still to be read. Closing it ends the connection unless the body was read to its end.
 *
 * @param status  HTTP status
 * @param headers first value of each header, by its name in lower case
 * @param body    its bytes; ends with {@link StalledException} when they come too slowly
 */
public record OutboundAnswer(int status, Map<String, String> headers, InputStream body) implements AutoCloseable {

    /** First value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
