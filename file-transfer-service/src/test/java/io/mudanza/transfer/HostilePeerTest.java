package io.mudanza.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.step.StepKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A peer that lies, breaks off or is none: each time a stable code and nothing half done. */
@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class HostilePeerTest extends TransferTestBase {

    @Test
    void aClosedPortIsUnreachable() throws Exception {
        peer.close();
        assertThat(failure(StepKind.CONNECT).code()).isEqualTo("peer_unreachable");
    }

    @Test
    void aWebSiteIsNoNode() {
        peer.trick((exchange, path) -> {
            TestPeer.text(exchange, 200, "text/html", "<html>Welcome</html>");
            return true;
        });
        assertThat(failure(StepKind.CONNECT).code()).isEqualTo("peer_not_a_node");
    }

    @Test
    void otherJsonIsNoNode() {
        peer.trick((exchange, path) -> {
            TestPeer.json(exchange, 200, "{\"job_id\":\"../../etc\"}");
            return true;
        });
        assertThat(failure(StepKind.CONNECT).code()).isEqualTo("peer_not_a_node");
    }

    @Test
    void aRedirectIsNotFollowed() {
        peer.trick((exchange, path) -> {
            exchange.getResponseHeaders().add("Location", peer.url() + "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            return true;
        });
        StepFailed failed = failure(StepKind.CONNECT);
        assertThat(failed.code()).isEqualTo("peer_not_a_node");
        assertThat(failed.detail()).contains("redirect");
        assertThat(peer.count("elsewhere")).isZero();
    }

    @Test
    void aRefusedTokenIsSaidInTheWordsOfThePeerAndNeverShown() {
        peer.trick((exchange, path) -> {
            TestPeer.json(
                    exchange, 403, "{\"code\":\"permission_denied\",\"detail\":\"read is missing " + TestPeer.TOKEN
                            + "\\n\"}");
            return true;
        });
        StepFailed failed = failure(StepKind.CONNECT);
        assertThat(failed.code()).isEqualTo("peer_refused");
        assertThat(failed.detail()).contains("permission_denied read is "
                + "missing").doesNotContain("canary").doesNotContain("\n");
    }

    @Test
    void plainTextWhereTlsIsExpectedIsSaid() {
        keepPeer(peer.url().replace("http://", "https://"));
        StepFailed failed = failure(StepKind.CONNECT);
        assertThat(failed.code()).isEqualTo("peer_unreachable");
        assertThat(failed.detail()).contains("TLS");
    }

    @Test
    void anExportThatFailsAtThePeerIsSaid() throws Exception {
        TestBundle bundle = bundle(1);
        bundle.append(new FeedLine.Failed("database_unreachable", "The database is away."));
        StepFailed failed = failure(StepKind.FETCH);
        assertThat(failed.code()).isEqualTo("peer_failed");
        assertThat(failed.detail()).contains("database_unreachable", "The database is away");
        // the saga stops whoever follows the feed here; a line would outlive the failure and stop the next run
        assertThat(FeedLog.lines(received().feedFile())).noneMatch(FeedLine.Failed.class::isInstance);
    }

    @Test
    void wrongBytesAreFetchedThreeTimesAndNeverSealed() throws Exception {
        // Given
        TestBundle bundle = bundle(2);
        Part bad = bundle.parts.get(1);
        Path file = bundle.store.root().resolve(bad.name());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        bundle.complete();
        // When
        StepFailed failed = failure(StepKind.FETCH);
        // Then
        assertThat(failed.code()).isEqualTo("bundle_part_corrupt");
        assertThat(failed.detail()).contains(bad.name());
        assertThat(peer.count(bad.name())).isEqualTo(3);
        assertThat(received().isSealed(bad.name())).isFalse();
        assertThat(received().root().resolve(".drafts")).isEmptyDirectory();
    }

    @Test
    void aPartThatIsLongerThanAnnouncedIsRefused() throws Exception {
        TestBundle bundle = bundle(1);
        Path file = bundle.store.root().resolve(bundle.parts.getFirst().name());
        Files.write(file, new byte[100], java.nio.file.StandardOpenOption.APPEND);
        bundle.complete();
        assertThat(failure(StepKind.FETCH).code()).isEqualTo("bundle_part_corrupt");
    }

    @Test
    void aSignatureOfAnotherManifestIsRefused() throws Exception {
        TestBundle bundle = bundle(1);
        String manifest = ManifestJson.write(bundle.manifest());
        bundle.append(new FeedLine.Completed(
                manifest, BundleJson.write(NodeKey.generate().sign("other".getBytes(StandardCharsets.UTF_8)))));
        assertThat(failure(StepKind.FETCH).code()).isEqualTo("bundle_signature_wrong");
        assertThat(FeedLog.lines(received().feedFile())).noneMatch(line -> line instanceof FeedLine.Completed);
    }

    @Test
    void aPartThatTheManifestDoesNotKnowIsRefused() throws Exception {
        TestBundle bundle = bundle(2);
        Manifest full = bundle.manifest();
        bundle.complete(ManifestJson.write(new Manifest(
                full.head(), full.completed(), full.parts().subList(0, 1), full.tables(), full.sequences(),
                full.matviews(), null, null)));
        assertThat(failure(StepKind.FETCH).code()).isEqualTo("bundle_invalid");
    }

    @Test
    void aPartThatWasNeverAnnouncedIsRefused() throws Exception {
        TestBundle bundle = bundle(1);
        Part ghost = bundle.parts.getFirst();
        bundle.parts.add(new Part(
                "data/t0001/00099.copy.zst", ghost.kind(), ghost.table(), ghost.rows(), ghost.plainBytes(),
                ghost.storedBytes(), ghost.sha256(), ghost.digest()));
        bundle.complete();
        assertThat(failure(StepKind.FETCH).code()).isEqualTo("bundle_invalid");
    }

    @Test
    void theManifestOfAnotherBundleIsRefused() throws Exception {
        TestBundle bundle = bundle(1);
        TestBundle foreign = new TestBundle(temp.resolve("foreign"), false);
        foreign.rows(0, 10_000);
        bundle.complete(ManifestJson.write(foreign.manifest()));
        assertThat(failure(StepKind.FETCH).code()).isEqualTo("bundle_invalid");
    }

    @Test
    void aPartNameThatLeavesTheStoreIsRefused() throws Exception {
        TestBundle bundle = bundle(1);
        Part good = bundle.parts.getFirst();
        bundle.append(new FeedLine.Sealed(new Part(
                "data/../../../evil", good.kind(), good.table(), good.rows(), good.plainBytes(), good.storedBytes(),
                good.sha256(), good.digest())));
        assertThat(failure(StepKind.FETCH).code()).isEqualTo("bundle_invalid");
        assertThat(data.resolve("evil")).doesNotExist();
    }

    @Test
    void aNewerFormatIsNamed() throws Exception {
        TestBundle bundle = new TestBundle(temp.resolve("newer"), false);
        String head = ManifestJson.write(bundle.head).replace("\"format_major\":1", "\"format_major\":2");
        peer.trick((exchange, path) -> {
            if (path.endsWith("/parts/")) {
                TestPeer.text(exchange, 200, "application/x-ndjson",
                        io.mudanza.bundle.part.FeedJson.write(new FeedLine.Opened(head)) + "\n");
                return true;
            }
            return false;
        });
        assertThat(failure(StepKind.CONNECT).code()).isEqualTo("bundle_version_unknown");
    }

    @Test
    void rubbishInTheFeedIsRefused() throws Exception {
        bundle(1);
        peer.trick((exchange, path) -> {
            if (path.endsWith("/parts/")) {
                TestPeer.text(exchange, 200, "application/x-ndjson",
                        "{\"type\":\"sealed\",\"part\":{\"name\":1}}\nx\n");
                return true;
            }
            return false;
        });
        assertThat(failure(StepKind.FETCH).code()).isEqualTo("bundle_invalid");
    }

    @Test
    void aSourceThatDiesMidwayIsWaitedForAndThenLost() throws Exception {
        // Given
        bundle(3);
        var step = send(StepKind.FETCH);
        await(() -> FeedLog.lines(received().feedFile()).size() == 4);
        // When
        peer.close();
        // Then
        StepFailed failed = steps.await(step).failed();
        assertThat(failed.code()).isEqualTo("source_lost");
        assertThat(failed.detail()).contains("4 s", "resume");
        assertThat(received().isSealed("data/t0001/00002.copy.zst")).isTrue();
    }

    @Test
    void aBodyThatTricklesIsCutOff() throws Exception {
        // Given: one byte now and then
        TestBundle bundle = bundle(1);
        bundle.complete();
        peer.trick((exchange, path) -> {
            if (!path.endsWith("copy.zst")) {
                return false;
            }
            exchange.sendResponseHeaders(200, bundle.parts.getFirst().storedBytes());
            try {
                for (int i = 0; i < 1000; i++) {
                    exchange.getResponseBody().write(0);
                    exchange.getResponseBody().flush();
                    Thread.sleep(200);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        // When
        StepFailed failed = failure(StepKind.FETCH);
        // Then
        assertThat(failed.code()).isIn("source_lost", "bundle_part_corrupt");
    }

    private TestBundle bundle(int parts) throws Exception {
        TestBundle bundle = new TestBundle(temp.resolve("source"), false);
        for (int i = 0; i < parts; i++) {
            bundle.rows(i, 10_000);
        }
        peer.serving(bundle);
        connect();
        return bundle;
    }

    private StepFailed failure(StepKind kind) {
        StepFailed failed = run(kind).failed();
        assertThat(failed).as("the step should have failed").isNotNull();
        assertThat(List.of(failed.detail(), failed.code())).noneMatch(text -> text.contains("canary"));
        return failed;
    }
}
