package io.mudanza.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.launcher.node.NodeRecord;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.supervise.Installation;
import io.mudanza.launcher.supervise.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A running node as a client with its admin token sees it, and its platform from behind. */
public final class Node {
    public static final String PLATFORM = "platform";
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED = Set.of("completed", "failed", "rolled_back", "cancelled");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final NodeSpec spec;
    private final Supervisor supervisor;
    private final String adminToken;
    private final HttpClient http = HttpClient.newHttpClient();

    private Node(NodeSpec spec, Supervisor supervisor) throws IOException {
        this.spec = spec;
        this.supervisor = supervisor;
        this.adminToken = Files.readString(supervisor.adminToken()).strip();
    }

    public static Node start(NodeSpec spec, Installation installation) throws IOException {
        return start(spec, installation, Map.of());
    }

    /** @param environment of the node and its services */
    public static Node start(NodeSpec spec, Installation installation, Map<String, String> environment) throws IOException {
        Supervisor supervisor = new Supervisor(spec, null, installation, environment);
        supervisor.start();
        return new Node(spec, supervisor);
    }

    /** An answer of the node. */
    public record Answer(int status, JsonNode json) {
        public String text(String field) {
            return json.path(field).asText(null);
        }
    }

    public String url() {
        return supervisor.url();
    }

    /** The secret of the first admin token. */
    public String adminToken() {
        return adminToken;
    }

    /** Ends it. */
    public void stop() {
        supervisor.stop(false);
    }

    /** Its processes, by name. */
    public List<String> processes() {
        return supervisor.describe().services().stream().map(NodeRecord.Member::name).toList();
    }

    /** Where the node keeps its files and logs. */
    public Path dir() {
        return spec.dataDir();
    }

    public Path media() {
        return spec.mediaFolder();
    }

    public EmbeddedPostgres postgres() {
        return supervisor.postgres();
    }

    /** A process of the node as it is now. */
    public NodeRecord.Member process(String name) {
        return supervisor.describe().services().stream().filter(member -> member.name().equals(name)).findFirst()
                .orElseThrow();
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path, adminToken).GET());
    }

    public Answer post(String path, ObjectNode body) throws IOException, InterruptedException {
        return post(path, body, adminToken);
    }

    public Answer post(String path, ObjectNode body, String token) throws IOException, InterruptedException {
        return send(request(path, token).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(url() + "/api/v1/migration/" + path)).timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body().isBlank() ? JSON.nullNode()
                : JSON.readTree(response.body()));
    }

    /** Uploads a backup as the mission's own curl does; the fields come after the file, as there. */
    public Answer upload(Path file, String... fields) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "-s", "-X", "POST", url() + "/api/v1/migration/upload-backup/",
                "-H", "Authorization: Bearer " + adminToken, "-w", "\n%{http_code}", "-F", "backup_file=@" + file));
        command.addAll(List.of(fields));
        Process process = new ProcessBuilder(command).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        int cut = said.lastIndexOf('\n');
        return new Answer(Integer.parseInt(said.substring(cut + 1).strip()), JSON.readTree(said.substring(0, cut)));
    }

    /** A new migration token. */
    public String token(String permissions) throws IOException, InterruptedException {
        ObjectNode wish = JSON.createObjectNode();
        wish.put("description", "end to end").put("permissions", permissions).put("expires_in", "1h");
        return post("tokens/", wish).text("token");
    }

    /** Asks for a pull from the other node, with a checkpoint. */
    public Answer pullFrom(Node source, String token) throws IOException, InterruptedException {
        ObjectNode order = JSON.createObjectNode();
        order.put("source_url", source.url()).put("source_token", token).put("verify", "full").put("create_checkpoint",
                true);
        return post("pull/", order);
    }

    public JsonNode job(String id) throws IOException, InterruptedException {
        return get("jobs/" + id + "/").json();
    }

    /** Waits until the job is as wanted; fails at once when it has ended otherwise. */
    public JsonNode await(String id, Predicate<JsonNode> wanted) {
        JsonNode[] last = new JsonNode[1];
        Awaitility.await("job " + id).atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).ignoreExceptions()
                .until(() -> {
            last[0] = job(id);
            return wanted.test(last[0]) || ENDED.contains(last[0].path("status").asText());
        });
        return last[0];
    }

    /** Waits until the job has ended. */
    public JsonNode ended(String id) {
        return await(id, job -> false);
    }
}
