package io.mudanza.launcher.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.terminal.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A node as its file in {@code ~/.mudanza/nodes} describes it.
 *
 * @param supervisor its supervisor
 * @param ready      all its services have answered once
 */
public record NodeRecord(
        String name, String url, Path adminTokenFile, KnownProcess supervisor, Path dataDir, boolean apart,
                boolean ready,
        List<Member> services) {

    /**
     * A process of the node.
     *
     * @param host     where it listens
     * @param port     where it listens
     * @param http     whether it answers health checks over HTTP
     * @param restarts how often it had to be started again
     */
    public record Member(String name, KnownProcess process, String host, int port, boolean http, int restarts,
            Path log) {}

    /** As the file has it. */
    public ObjectNode json() {
        ObjectNode json = JsonText.MAPPER.createObjectNode();
        json.put("name", name).put("url", url).put("admin_token_file", adminTokenFile.toString())
                .put("pid", supervisor.pid()).put("started_at", supervisor.startedAt())
                .put("data_dir", dataDir.toString()).put("apart", apart).put("ready", ready);
        ArrayNode members = json.putArray("services");
        for (Member member : services) {
            members.addObject().put("name", member.name()).put("pid", member.process().pid())
                    .put("started_at", member.process().startedAt()).put("host", member.host()).put("port",
                    member.port()).put("http", member.http())
                    .put("restarts", member.restarts()).put("log", member.log().toString());
        }
        return json;
    }

    /** Reads what {@link #json} wrote. */
    public static NodeRecord of(JsonNode json) {
        List<Member> members = new ArrayList<>();
        for (JsonNode member : json.path("services")) {
            members.add(new Member(
                    member.path("name").asText(), KnownProcess.of(member), member.path("host").asText("127.0.0.1"),
                    member.path("port").asInt(),
                    member.path("http").asBoolean(), member.path("restarts").asInt(), Path.of(member.path("log")
                            .asText())));
        }
        return new NodeRecord(
                json.path("name").asText(), json.path("url").asText(), Path.of(json.path("admin_token_file").asText()),
                KnownProcess.of(json), Path.of(json.path("data_dir").asText()), json.path("apart").asBoolean(),
                json.path("ready").asBoolean(), members);
    }
}
