package io.mudanza.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.MudanzaCommand;
import io.mudanza.cli.terminal.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The tests follow each other: what one brings, the next one breaks or takes back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PullTest {
    private static Nodes nodes;
    private static Node source;
    private static Node target;
    private static Platform original;
    private static Platform before;
    private static String pulled;

    @BeforeAll
    static void startNodes() throws Exception {
        nodes = Nodes.running();
        source = nodes.source();
        target = nodes.target();
        original = Platform.of(source);
        before = Platform.of(target);
    }

    @Test
    @Order(1)
    void aWrongTokenIsRefused() throws Exception {
        // Given
        String wrong = "mig_" + "0".repeat(43);

        // When
        Node.Answer atTheDoor = source.post("export/", Node.JSON.createObjectNode(), wrong);
        Node.Answer started = target.pullFrom(source, wrong);

        // Then
        assertThat(atTheDoor.status()).isEqualTo(401);
        assertThat(atTheDoor.text("code")).isEqualTo("token_invalid");
        if (started.status() == 202) {
            JsonNode job = target.ended(started.text("job_id"));
            assertThat(job.path("status").asText()).isNotEqualTo("completed");
            assertThat(job.path("error").path("code").asText()).isEqualTo("peer_refused");
        } else {
            assertThat(started.text("code")).isIn("peer_refused", "token_invalid");
        }
        assertThat(before.differences(Platform.of(target))).isEmpty();
    }

    @Test
    @Order(2)
    void theSampleMovesWhileAServiceIsKilledAndAnotherJobHasToWait() throws Exception {
        // Given
        String token = source.token("read");

        // When
        Node.Answer started = target.pullFrom(source, token);
        assertThat(started.status()).as(String.valueOf(started.json())).isEqualTo(202);
        pulled = started.text("job_id");
        Node.Answer second = target.pullFrom(source, token);
        JsonNode moving = target.await(pulled, job -> job.path("rows_done").asLong() > 0);
        long victim = target.process("import-service").process().pid();
        ProcessHandle.of(victim).orElseThrow().destroyForcibly();
        JsonNode job = target.ended(pulled);

        // Then
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("code")).isEqualTo("platform_busy");
        assertThat(second.json().toString()).contains(pulled);
        // The rows of the sample may all be there by the time that one looks; it is not published yet.
        assertThat(moving.path("status").asText()).isIn("running", "verifying");
        assertThat(target.process("import-service").restarts()).isPositive();
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
        assertThat(job.path("verdict").asText()).isEqualTo("EQUAL");
        assertThat(job.path("rows").asLong()).isEqualTo(nodes.sample().rows());
        assertThat(job.path("media_files").asInt()).isEqualTo(nodes.sample().mediaFiles());
        assertThat(original.differences(Platform.of(target))).isEmpty();
        assertThat(original.differences(Platform.of(source))).isEmpty();
    }

    @Test
    @Order(3)
    void theCertificateProvesItselfOffline(@TempDir Path dir) throws Exception {
        // Given
        Path file = dir.resolve("certificate.json");
        Files.writeString(file, target.get("jobs/" + pulled + "/certificate/").json().toString());
        Path altered = dir.resolve("altered.json");
        Files.writeString(altered, Files.readString(file).replace("EQUAL", "DIFFERENT"));

        // When
        int genuine = cli("verify", "--certificate", file.toString());
        int forged = cli("verify", "--certificate", altered.toString());

        // Then
        assertThat(genuine).isZero();
        assertThat(forged).isNotZero();
    }

    @Test
    @Order(4)
    void aChangedRowIsFoundByItsKey() throws Exception {
        // Given
        Platform.change(target, "UPDATE users SET name = name || '!' WHERE id = 42");

        // When
        ObjectNode body = Node.JSON.createObjectNode().put("job_id", pulled);
        Node.Answer started = target.post("verify/", body);
        assertThat(started.status()).as(String.valueOf(started.json())).isEqualTo(202);
        JsonNode job = target.ended(started.text("job_id"));
        JsonNode report = target.get("jobs/" + started.text("job_id") + "/report").json();

        // Then
        assertThat(job.path("verdict").asText()).as(job.toString()).isEqualTo("DIFFERENT");
        assertThat(report.toString()).contains("users").contains("42");
    }

    @Test
    @Order(5)
    void rollbackBringsTheTargetBackAsItWas() throws Exception {
        // Given
        ObjectNode confirmed = Node.JSON.createObjectNode().put("confirm", true);

        // When
        Node.Answer unconfirmed = target.post("rollback/" + pulled + "/", Node.JSON.createObjectNode());
        Node.Answer started = target.post("rollback/" + pulled + "/", confirmed);
        assertThat(started.status()).as(String.valueOf(started.json())).isEqualTo(202);
        JsonNode job = target.ended(started.text("job_id"));

        // Then
        assertThat(unconfirmed.text("code")).isEqualTo("confirmation_required");
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
        assertThat(before.differences(Platform.of(target))).isEmpty();
    }

    private static int cli(String... args) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        Surroundings surroundings = new Surroundings(writer, writer, Map.of(), false, question -> null,
                question -> null);
        return MudanzaCommand.create(surroundings, args).execute(args);
    }
}
