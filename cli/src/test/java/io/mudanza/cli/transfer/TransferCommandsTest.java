package io.mudanza.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.cli.testing.CommandRun;
import io.mudanza.cli.testing.SmallNode;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferCommandsTest {

    private static final String DONE = "{\"id\":\"j1\",\"direction\":\"%s\",\"status\":\"completed\",\"verdict\":%s}";

    @TempDir
    Path home;

    private final byte[] bundle = new byte[20_000_000];
    private SmallNode node;
    private CommandRun command;

    @BeforeEach
    void start() throws Exception {
        new Random(1).nextBytes(bundle);
        node = new SmallNode();
        command = new CommandRun(home).with("MUDANZA_NODE", node.url().toString()).with("MUDANZA_TOKEN", SmallNode.TOKEN);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void downloadsAnExportThatBreaksInTheMiddle() throws Exception {
        // Given
        node.on("POST", "export/", 202, "{\"job_id\":\"j1\"}").on("GET", "jobs/j1/", 200, DONE.formatted("export", "null"));
        AtomicInteger calls = new AtomicInteger();
        serveBundle(calls, sha256(bundle));
        Path file = home.resolve("out.mdz");

        // When
        var outcome = command.run("export", "--output", file.toString(), "--json");

        // Then
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(bundle);
        assertThat(calls).hasValue(2);
        assertThat(home).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }

    @Test
    void throwsAnAlteredDownloadAway() throws Exception {
        // Given
        node.on("POST", "export/", 202, "{\"job_id\":\"j1\"}").on("GET", "jobs/j1/", 200, DONE.formatted("export", "null"));
        serveBundle(new AtomicInteger(), sha256(new byte[1]));
        Path file = home.resolve("out.mdz");

        // When
        var outcome = command.run("export", "--output", file.toString(), "--json");

        // Then
        assertThat(outcome.failure().path("code").asText()).isEqualTo("digest_mismatch");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void doesNotReplaceAFileUnasked() throws Exception {
        // Given
        Path file = Files.writeString(home.resolve("out.mdz"), "old");

        // When
        var outcome = command.run("export", "--output", file.toString());
        var since = command.run("export", "--output", file.toString(), "--since", "2026-01-15");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--confirm");
        assertThat(since.exitCode()).isEqualTo(2);
        assertThat(since.err()).contains("not implemented yet");
        assertThat(file).hasContent("old");
        assertThat(node.requests("POST", "export/")).isEmpty();
    }

    @Test
    void uploadsInCheckedChunksAndGoesOnFromTheOffsetOfTheNode() throws Exception {
        // Given
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        AtomicInteger hiccups = new AtomicInteger();
        node.on("POST", "receive-import/", (exchange, body) -> {
            String query = exchange.getRequestURI().getQuery();
            int offset = Integer.parseInt(query.replaceFirst(".*offset=(\\d+).*", "$1"));
            String digest = exchange.getRequestHeaders().getFirst("Content-Digest");
            assertThat(digest).isEqualTo("sha-256=:" + sha256(body) + ":");
            if (offset > 0 && hiccups.getAndIncrement() == 0) {
                // Half of the chunk arrived, then the connection broke.
                received.write(body, 0, body.length / 2);
                exchange.close();
                return;
            }
            if (offset != received.size()) {
                SmallNode.reply(exchange, 409, "{\"code\":\"upload_offset_mismatch\",\"detail\":\"x\",\"offset\":"
                        + received.size() + ",\"complete\":false}");
                return;
            }
            received.write(body);
            boolean last = query.contains("last=true");
            SmallNode.reply(exchange, 202, "{\"job_id\":\"j1\",\"status\":\"pending\",\"offset\":" + received.size()
                    + ",\"complete\":" + last + "}");
        });
        node.on("GET", "jobs/j1/", 200, DONE.formatted("import", "\"EQUAL\""));
        node.on("GET", "jobs/j1/certificate/", 200, "{\"certificate\":{}}");
        Path file = Files.write(home.resolve("in.mdz"), bundle);

        // When
        var outcome = command.run("import_platform", "--input", file.toString(), "--verify", "--overwrite", "--json");

        // Then
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(received.toByteArray()).isEqualTo(bundle);
        assertThat(node.requests("POST", "receive-import/")).allSatisfy(request ->
                assertThat(request.query()).contains("mode=auto", "verify=full", "create_checkpoint=true"));
    }

    @Test
    void saysWhenTheInputIsMissingOrMergeIsAskedFor() throws Exception {
        // Given
        Path file = Files.write(home.resolve("in.mdz"), new byte[1]);

        // When
        var missing = command.run("import", "--input", home.resolve("no").toString(), "--json");
        var merge = command.run("import", "--input", file.toString(), "--merge", "--json");

        // Then
        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(merge.exitCode()).isEqualTo(2);
        assertThat(merge.failure().path("code").asText()).isEqualTo("not_implemented");
    }

    private void serveBundle(AtomicInteger calls, String digest) {
        node.on("GET", "download-export/j1/", (exchange, body) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders().add("ETag", "\"e1\"");
            exchange.getResponseHeaders().add("Repr-Digest", "sha-256=:" + digest + ":");
            if (range != null) {
                exchange.getResponseHeaders().add("Content-Range",
                        "bytes " + from + "-" + (bundle.length - 1) + "/" + bundle.length);
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, bundle.length - from);
            boolean breaks = calls.getAndIncrement() == 0;
            int until = breaks ? bundle.length / 2 : bundle.length;
            exchange.getResponseBody().write(Arrays.copyOfRange(bundle, from, until));
        });
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
