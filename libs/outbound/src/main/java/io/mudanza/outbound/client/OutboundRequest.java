package io.mudanza.outbound.client;

import io.mudanza.outbound.target.Target;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to a checked target; may be sent again.
 *
 * @param target  where to
 * @param uri     whole address; its scheme, host and port are those of the target
 * @param method  HTTP method
 * @param headers by name; one value each
 * @param body    bytes to send; empty for none
 * @param timeout until the head of the answer must be there
 * @param largest bytes that the body of the answer may have
 */
public record OutboundRequest(
        Target target, URI uri, String method, Map<String, String> headers, byte[] body, Duration timeout,
        long largest) {

    /** Begins a request. @param pathAndQuery of our own making, encoded; appended to the target */
    public static Builder to(Target target, String pathAndQuery) {
        return new Builder(target, target.resolve(pathAndQuery));
    }

    @Override
    public String toString() {
        return method + " " + target;
    }

    /** Puts a request together. */
    public static final class Builder {

        private final Target target;
        private final URI uri;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String method = "GET";
        private byte[] body = {};
        private Duration timeout = Duration.ofSeconds(60);
        private long largest = 1L << 40;

        private Builder(Target target, URI uri) {
            this.target = target;
            this.uri = uri;
        }

        /** Sets a header; control characters are refused. */
        public Builder header(String name, String value) {
            if (value.chars().anyMatch(c -> c < ' ' || c == 127)) {
                throw new IllegalArgumentException("the header " + name + " holds a control character");
            }
            headers.put(name, value);
            return this;
        }

        /** How long the head of the answer may take, the sending of the body included. */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /** How many bytes the body of the answer may have. */
        public Builder largest(long bytes) {
            largest = bytes;
            return this;
        }

        public Builder get() {
            method = "GET";
            return this;
        }

        public Builder delete() {
            method = "DELETE";
            return this;
        }

        public Builder post(byte[] bytes) {
            method = "POST";
            body = bytes;
            return this;
        }

        public OutboundRequest build() {
            return new OutboundRequest(target, uri, method, Map.copyOf(headers), body, timeout, largest);
        }
    }
}
