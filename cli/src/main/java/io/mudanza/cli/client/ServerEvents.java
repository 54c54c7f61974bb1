package io.mudanza.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads a stream of server-sent events. */
final class ServerEvents implements AutoCloseable {

    private static final int GREATEST = 4 << 20;

    private final BufferedReader lines;

    ServerEvents(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /**
     * One event.
     *
     * @param id   id to reconnect with; null when it has none
     * @param type its type, {@code message} when it names none
     * @param data its data
     */
    record Event(String id, String type, String data) {}

    /** The next event; null at the end of the stream. */
    Event next() throws IOException {
        String id = null;
        String type = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new Event(id, type, data.substring(0, data.length() - 1));
                }
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> {
                    data.append(value).append('\n');
                    if (data.length() > GREATEST) {
                        throw new IOException("an event is too long");
                    }
                }
                default -> {
                    // A comment (heartbeat) or a field of a newer version.
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
