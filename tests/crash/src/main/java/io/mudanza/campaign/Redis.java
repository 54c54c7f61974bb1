package io.mudanza.campaign;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Makes a node's Redis forget everything. */
final class Redis {
    private Redis() {}

    static void flush(Site site) throws IOException {
        URI address = URI.create(site.setting("quarkus.redis.hosts"));
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("AUTH " + site.setting("quarkus.redis.password") + "\r\nFLUSHALL\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+OK\r\n+OK\r\n".length());
            if (!new String(answer, StandardCharsets.US_ASCII).equals("+OK\r\n+OK\r\n")) {
                throw new IOException("Redis answered " + new String(answer, StandardCharsets.US_ASCII));
            }
        }
    }
}
