package io.mudanza.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.MudanzaCommand;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.embedded.process.TempFolder;
import io.mudanza.examples.tuki.TukiPlatform;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.supervise.Installation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code REDIS_ENABLED=false}: two nodes without any Redis move, verify and go back as all others do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WithoutRedisTest {
    private static final double SCALE = 0.02;

    private static Node source;
    private static Node target;
    private static Platform original;
    private static Platform before;
    private static String pulled;

    @BeforeAll
    static void startNodes() throws Exception {
        Path dir = TempFolder.create("mudanza-without-redis-");
        source = start("source", dir);
        target = start("target", dir);
        new TukiPlatform(source.postgres().jdbcUrl(Node.PLATFORM), source.postgres().username(), source.postgres().password())
                .create(source.media(), SCALE, 7);
        original = Platform.of(source);
        before = Platform.of(target);
    }

    private static Node start(String name, Path dir) throws Exception {
        NodeSpec spec = new NodeSpec(name, 0, "127.0.0.1", null, null, null, null, dir.resolve(name), false, true);
        return Node.start(spec, Installation.find(), Map.of("REDIS_ENABLED", "False"));
    }

    @AfterAll
    static void stopNodes() {
        source.stop();
        target.stop();
    }

    @Test
    @Order(1)
    void thereIsNoRedisAndTheNodeSaysThatAllIsWell() throws Exception {
        assertThat(source.processes()).doesNotContain("redis").contains("postgresql", "kafka");
        JsonNode health = Node.JSON.readTree(HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(target.url() + "/api/health/")).build(),
                HttpResponse.BodyHandlers.ofString()).body());
        assertThat(health.path("status").asText()).as(health.toString()).isEqualTo("UP");
        assertThat(health.path("cache_backend").asText()).isEqualTo("memory");
    }

    @Test
    @Order(2)
    void theSampleMovesAndAnotherJobHasToWait() throws Exception {
        // Given
        String token = source.token("read");

        // When
        Node.Answer started = target.pullFrom(source, token);
        assertThat(started.status()).as(String.valueOf(started.json())).isEqualTo(202);
        pulled = started.text("job_id");
        Node.Answer second = target.pullFrom(source, token);
        JsonNode job = target.ended(pulled);

        // Then
        assertThat(second.text("code")).isEqualTo("platform_busy");
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
        assertThat(job.path("verdict").asText()).isEqualTo("EQUAL");
        assertThat(original.differences(Platform.of(target))).isEmpty();
    }

    @Test
    @Order(3)
    void aChangedRowIsFoundAndARollbackBringsTheTargetBack() throws Exception {
        // Given
        Platform.change(target, "UPDATE users SET name = name || '!' WHERE id = 42");

        // When
        Node.Answer compared = target.post("verify/", Node.JSON.createObjectNode().put("job_id", pulled));
        JsonNode found = target.ended(compared.text("job_id"));
        ObjectNode confirmed = Node.JSON.createObjectNode().put("confirm", true);
        JsonNode back = target.ended(target.post("rollback/" + pulled + "/", confirmed).text("job_id"));

        // Then
        assertThat(found.path("verdict").asText()).as(found.toString()).isEqualTo("DIFFERENT");
        assertThat(back.path("status").asText()).as(back.toString()).isEqualTo("completed");
        assertThat(before.differences(Platform.of(target))).isEmpty();
    }

    @Test
    @Order(4)
    void theCheckLooksAtEverything() {
        // When
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        String[] args = {"check_infra", "--node", target.url()};
        int exit = MudanzaCommand.create(new Surroundings(writer, writer, Map.of("MUDANZA_TOKEN", target.adminToken()), false,
                question -> null, question -> null), args).execute(args);
        System.out.println(out);

        // Then
        assertThat(out.toString()).contains("NODE DATABASE", "PLATFORM DATABASE", "pg dump", "REDIS", "switched off", "KAFKA",
                "SERVICES", "STORES", "CERTIFICATES", "wal level", "free connections");
        assertThat(exit).as(out.toString()).isZero();
    }
}
