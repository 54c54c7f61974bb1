package io.mudanza.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.endtoend.Node;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Secrets are used in every way, right and wrong, and then looked for everywhere. */
class CanaryTest {
    private static final int CHUNK = 1 << 20;
    private static final int OVERLAP = 200;
    /** Where a secret lies because it has to, readable by the owner only. */
    private static final Set<String> BY_DESIGN = Set.of("admin-token", "config/application.properties",
            "postgres/password", "node-secret", "node-key.pem", ".env", "redis/redis.conf");

    @Test
    @DisplayName("B64 No secret is found in a log, event, table, metric, error or file after it was used")
    void nowhere() throws Exception {
        // Given
        Node source = RunningNodes.one();
        Node target = RunningNodes.two();
        String token = source.token("read");
        Map<String, String> canaries = new LinkedHashMap<>();
        canaries.put("the token", secret(token));
        canaries.put("the admin token", secret(source.adminToken()));
        canaries.put("the target's admin token", secret(target.adminToken()));
        canaries.put("the source's database password", source.postgres().password());
        canaries.put("the target's database password", target.postgres().password());

        // When
        String good = target.pullFrom(source, token).text("job_id");
        JsonNode pulled = target.ended(good);
        String bad = target.pullFrom(source, token + "x").text("job_id");
        JsonNode refused = target.ended(bad);
        List<String> answers = new ArrayList<>(List.of(pulled.toString(), refused.toString()));
        misuse(source, token, answers);
        for (Node node : List.of(source, target)) {
            for (String path : List.of("jobs/", "jobs/" + good + "/logs/", "jobs/" + bad + "/logs/",
                    "jobs/" + good + "/certificate/", "tokens/", "audit/?limit=1000", "checkpoints/")) {
                answers.add(String.valueOf(node.get(path).json()));
            }
            answers.add(text(node, "/q/metrics"));
            answers.add(text(node, "/api/health/"));
        }

        // Then
        assertThat(pulled.path("status").asText()).isEqualTo("completed");
        assertThat(refused.path("status").asText()).isNotEqualTo("completed");
        canaries.forEach((name, secret) -> {
            assertThat(secret).as(name).hasSizeGreaterThan(12);
            assertThat(answers).as("answers that hold " + name).noneMatch(answer -> answer.contains(secret));
        });
        assertThat(found(source, canaries)).isEmpty();
        assertThat(found(target, canaries)).isEmpty();
    }

    /** What comes after {@code mig_} and the public id. */
    private static String secret(String token) {
        return token.split("_", 3)[2];
    }

    private static void misuse(Node node, String token, List<String> answers) throws IOException {
        Door door = new Door(node);
        for (String path : List.of("jobs/?token=" + token, "jobs/" + token + "/", "download-file/?path=" + token,
                "media-list/?after=" + token)) {
            answers.add(String.valueOf(door.call("GET", path, token).json()));
        }
        ObjectNode order = Node.JSON.createObjectNode();
        order.put("source_url", "https://user:" + token + "@127.0.0.1:1/").put("source_token", token);
        answers.add(String.valueOf(door.call("POST", "pull/", token,
                order.toString().getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "application/json")).json()));
    }

    private static String text(Node node, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(node.url() + path)).build(),
                BodyHandlers.ofString()).body();
    }

    /** Files of the node, those of its database, Kafka and Redis included, that hold a secret. */
    private static List<String> found(Node node, Map<String, String> canaries) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(node.dir())) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = node.dir().relativize(file).toString();
            if (!BY_DESIGN.contains(name)) {
                search(file, name, canaries, found);
            }
        }
        assertThat(files).as("the node's files are where they are looked for").hasSizeGreaterThan(100);
        return found;
    }

    private static void search(Path file, String name, Map<String, String> canaries, List<String> found)
            throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String kept = "";
            for (byte[] bytes = in.readNBytes(CHUNK); bytes.length > 0; bytes = in.readNBytes(CHUNK)) {
                String text = kept + new String(bytes, StandardCharsets.ISO_8859_1);
                canaries.forEach((what, secret) -> {
                    if (text.contains(secret)) {
                        found.add(name + " holds " + what);
                    }
                });
                kept = text.substring(Math.max(0, text.length() - OVERLAP));
            }
        } catch (NoSuchFileException gone) {
            // A running server removes files of its own.
            return;
        }
    }
}
