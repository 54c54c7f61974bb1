package io.mudanza.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.terminal.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * A node of this machine as its file in {@code ~/.mudanza/nodes} describes it.
 *
 * @param name           name of the node
 * @param url            address of its gateway
 * @param adminTokenFile where its admin token lies; null when the file does not tell
 * @param pid            process that runs it; 0 when the file does not tell
 */
record LocalNode(String name, URI url, Path adminTokenFile, long pid) {

    static LocalNode read(Path file) throws IOException {
        JsonNode json = JsonText.MAPPER.readTree(file.toFile());
        String token = json.path("admin_token_file").asText(null);
        try {
            return new LocalNode(
                    json.path("name").asText(file.getFileName().toString().replaceFirst("\\.json$", "")),
                    URI.create(json.path("url").asText("")),
                    token == null ? null : Path.of(token),
                    json.path("pid").asLong(0));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " describes no node", e);
        }
    }

    boolean running() {
        return pid == 0 || ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
