package io.mudanza.launcher.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.embedded.process.Secrets;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The node that is wanted.
 *
 * @param name        letters, digits, dot, dash, underscore
 * @param port        of the gateway; 0 for a free one
 * @param bind        address that the gateway listens on
 * @param databaseUrl the platform; null for an embedded one
 * @param media       media store of the platform; null for none, or for one beside the embedded platform
 * @param dataDir     where the node keeps everything
 * @param apart       each service in a process of its own
 * @param passing     a demo's node: nothing outlasts a crash of the machine, and the environment is not looked at
 * @param replicas    processes per service, where they run apart
 */
public record NodeSpec(
        String name, int port, String bind, String databaseUrl, String username, String password, Path media,
        Path dataDir, boolean apart, boolean passing, Replicas replicas) {

    /** With one process of each service. */
    public NodeSpec(
            String name, int port, String bind, String databaseUrl, String username, String password, Path media,
            Path dataDir, boolean apart, boolean passing) {
        this(name, port, bind, databaseUrl, username, password, media, dataDir, apart, passing, Replicas.ONE_EACH);
    }

    /** Whether the platform is an embedded database. */
    public boolean embeddedPlatform() {
        return databaseUrl == null;
    }

    /** Where the media of the platform are; null when it has none. */
    public Path mediaFolder() {
        return media == null && embeddedPlatform() ? dataDir.resolve("media") : media;
    }

    /** Host by which programs on this machine reach the gateway. */
    public String host() {
        return bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
    }

    /** Whether nobody but this machine can reach the gateway. */
    public boolean local() {
        return bind.startsWith("127.") || bind.equals("localhost") || bind.equals("::1");
    }

    /** Keeps it for the supervisor in the background: a file, because secrets do not belong into arguments. */
    public void write(Path file) {
        ObjectNode json = JsonText.MAPPER.createObjectNode();
        json.put("name", name).put("port", port).put("bind", bind).put("database_url", databaseUrl)
                .put("username", username).put("password", password)
                .put("media", media == null ? null : media.toString()).put("data_dir", dataDir.toString())
                .put("apart", apart).put("passing", passing).put("replicas", replicas.text());
        Secrets.write(file, JsonText.pretty(json));
    }

    /** Reads what {@link #write} wrote. */
    public static NodeSpec read(Path file) throws IOException {
        JsonNode json = JsonText.MAPPER.readTree(file.toFile());
        String media = text(json, "media");
        return new NodeSpec(
                text(json, "name"), json.path("port").asInt(), text(json, "bind"), text(json, "database_url"),
                text(json, "username"), text(json, "password"), media == null ? null : Path.of(media),
                Path.of(text(json, "data_dir")), json.path("apart").asBoolean(), json.path("passing").asBoolean(),
                Replicas.parse(json.path("replicas").asText("")));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).isNull() ? null : json.path(field).asText(null);
    }

    @Override
    public String toString() {
        return "node " + name + " in " + dataDir;
    }
}
