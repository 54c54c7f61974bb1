package io.mudanza.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.mudanza.bundle.part.Part;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.step.StepKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 56 and 57 of the attack table: answers that are not what was asked for. */
@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class RangeAttackTest extends TransferTestBase {

    private Part part;
    private byte[] bytes;

    @ParameterizedTest
    @DisplayName("B57 a continuation that is another range, another file or none begins again and is never appended blindly")
    @ValueSource(strings = {"ignored", "other-start", "other-end", "other-total", "other-etag", "no-etag", "416", "garbage-range"})
    void b57Ranges(String how) throws Exception {
        // Given: the first connection breaks; then one wrong answer; then right ones
        bundle();
        AtomicInteger asked = new AtomicInteger();
        peer.trickFirst((exchange, path) -> {
            if (!path.endsWith(part.name())) {
                return false;
            }
            switch (asked.incrementAndGet()) {
                case 1 -> TestPeer.cut(exchange, source(), bytes.length / 2);
                case 2 -> wrong(exchange, how);
                default -> {
                    return false;
                }
            }
            return true;
        });
        // When
        var ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).as("the step: %s", ending.failed()).isNotNull();
        assertThat(asked.get()).isGreaterThan(2);
        assertThat(Files.readAllBytes(received().root().resolve(part.name()))).isEqualTo(bytes);
    }

    @Test
    @DisplayName("B56 a page with status 200 in place of a part is no part")
    void b56PageForPart() throws Exception {
        bundle();
        peer.trickFirst((exchange, path) -> {
            if (!path.endsWith(part.name())) {
                return false;
            }
            TestPeer.text(exchange, 200, "text/html; charset=utf-8", "<html>Please log in</html>");
            return true;
        });
        StepFailed failed = run(StepKind.FETCH).failed();
        assertThat(failed.code()).isEqualTo("peer_not_a_node");
        assertThat(peer.count(part.name())).as("not asked again and again").isEqualTo(1);
    }

    @Test
    @DisplayName("B56 JSON that does not fit its digest is not believed")
    void b56Digest() {
        peer.trick((exchange, path) -> {
            exchange.getResponseHeaders().add("Content-Digest", "sha-256=:" + "A".repeat(43) + "=:");
            TestPeer.json(exchange, 202, "{\"job_id\":\"" + peer.job + "\"}");
            return true;
        });
        assertThat(run(StepKind.CONNECT).failed().code()).isEqualTo("peer_unreachable");
    }

    private void wrong(HttpExchange exchange, String how) throws IOException {
        int half = bytes.length / 2;
        int from = how.equals("other-start") ? half + 1 : half;
        String range = switch (how) {
            case "other-end" -> "bytes " + half + "-" + (bytes.length - 2) + "/" + bytes.length;
            case "other-total" -> "bytes " + half + "-" + (bytes.length - 1) + "/" + (bytes.length + 1);
            case "garbage-range" -> "bytes */x";
            default -> "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length;
        };
        if (how.equals("416")) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (!how.equals("no-etag")) {
            exchange.getResponseHeaders().add("ETag", how.equals("other-etag") ? "\"other\"" : "\"" + bytes.length + "\"");
        }
        byte[] body = how.equals("ignored") ? bytes : Arrays.copyOfRange(bytes, from, bytes.length);
        if (how.equals("other-etag")) {
            body[0] ^= 1;
        }
        if (!how.equals("ignored")) {
            exchange.getResponseHeaders().add("Content-Range", range);
        }
        exchange.sendResponseHeaders(how.equals("ignored") ? 200 : 206, body.length);
        exchange.getResponseBody().write(body);
    }

    private Path source() {
        return temp.resolve("source").resolve(part.name());
    }

    private void bundle() throws Exception {
        TestBundle bundle = new TestBundle(temp.resolve("source"), false);
        part = bundle.rows(0, 50_000);
        peer.serving(bundle);
        connect();
        bundle.complete();
        bytes = Files.readAllBytes(source());
    }
}
