package io.mudanza.transfer.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * A 2xx answer whose body is still to be read. Closing it frees the connection.
 *
 * @param status  HTTP status
 * @param headers its headers
 * @param body    its bytes; ends with {@link StalledException} when they come too slowly
 */
public record Answer(int status, HttpHeaders headers, InputStream body) implements AutoCloseable {

    /** First value of a header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
