package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.platform.standin.StepClient.Ending;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class FetchTest extends TransferTestBase {

    @Test
    void bringsEveryPartInTheOrderOfThePeer() throws Exception {
        // Given
        TestBundle bundle = new TestBundle(temp.resolve("source"), false);
        for (int i = 0; i < 20; i++) {
            bundle.rows(i, 50_000 + i * 10_000);
        }
        bundle.complete();
        peer.serving(bundle);
        connect();
        // When
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.facts()).containsKey(StepFacts.MANIFEST_SHA256);
        DirectoryPartStore here = received();
        for (Part part : bundle.parts) {
            assertThat(Files.mismatch(here.root().resolve(part.name()),
                    bundle.store.root().resolve(part.name()))).isEqualTo(-1);
        }
        assertThat(FeedLog.lines(here.feedFile())).isEqualTo(FeedLog.lines(bundle.store.feedFile()));
        String feed = given().header("Authorization", LocalServices.bearer())
                .get("/internal/transfer/jobs/" + job + "/parts").then().statusCode(200).extract().asString();
        assertThat(feed.lines()).hasSize(22).last().asString().contains("\"completed\"");
        // When it is no more needed
        run(StepKind.CLEAN_UP);
        // Then the peer is told
        assertThat(peer.count("DELETE /download-export/" + peer.job + "/")).isEqualTo(1);
    }

    @Test
    void tellsThePeerAgainWhenItDidNotHear() {
        // Given
        run(StepKind.CONNECT);
        AtomicInteger asked = new AtomicInteger();
        peer.trick((exchange, _) -> {
            if (exchange.getRequestMethod().equals("DELETE") && asked.getAndIncrement() < 2) {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
                return true;
            }
            return false;
        });
        // When
        run(StepKind.CLEAN_UP);
        // Then
        assertThat(asked).hasValue(3);
    }

    @Test
    void followsAnExportThatIsStillRunning() throws Exception {
        // Given
        TestBundle bundle = new TestBundle(temp.resolve("source"), false);
        bundle.rows(0, 10_000);
        peer.serving(bundle);
        connect();
        // When
        var step = send(StepKind.FETCH);
        await(() -> FeedLog.lines(received().feedFile()).size() == 2);
        bundle.rows(1, 10_000);
        await(() -> FeedLog.lines(received().feedFile()).size() == 3);
        bundle.complete();
        // Then
        assertThat(steps.await(step).facts()).containsKey(StepFacts.MANIFEST_SHA256);
    }

    @Test
    void goesOnAfterAStopWithoutFetchingAnythingTwice() throws Exception {
        // Given: the peer holds back its last part
        TestBundle bundle = new TestBundle(temp.resolve("source"), false);
        for (int i = 0; i < 10; i++) {
            bundle.rows(i, 30_000);
        }
        peer.serving(bundle);
        connect();
        var first = send(StepKind.FETCH);
        await(() -> FeedLog.lines(received().feedFile()).size() == 11);
        steps.cancel(job, StepKind.FETCH);
        assertThat(steps.await(first).failed().code()).isEqualTo("cancelled");
        // and a draft that a crash left
        Files.writeString(Files.createDirectories(received().root().resolve(".drafts")).resolve("left"), "half");
        long before = peer.count("copy.zst");
        // When
        bundle.rows(10, 30_000);
        bundle.complete();
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).isNotNull();
        assertThat(before).isEqualTo(10);
        assertThat(peer.count("copy.zst")).isEqualTo(11);
    }

    @Test
    void continuesAPartWhereTheConnectionBroke() throws Exception {
        // Given
        TestBundle bundle = oneBigPart();
        AtomicInteger cuts = new AtomicInteger();
        peer.trick((exchange, path) -> {
            if (path.endsWith("copy.zst") && cuts.getAndIncrement() == 0) {
                TestPeer.cut(exchange, bundle.store.root().resolve(bundle.parts.getFirst().name()), 700_000);
                return true;
            }
            return false;
        });
        // When
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).isNotNull();
        assertThat(peer.count("bytes=")).isEqualTo(1);
        assertThat(peer.requests).anyMatch(request -> request.matches(".*copy.zst bytes=[1-9]\\d+-"));
    }

    @Test
    void beginsAgainWhenThePeerIgnoresRange() throws Exception {
        // Given
        TestBundle bundle = oneBigPart();
        AtomicInteger requests = new AtomicInteger();
        peer.trick((exchange, path) -> {
            if (!path.endsWith("copy.zst")) {
                return false;
            }
            int size = (int) bundle.parts.getFirst().storedBytes();
            TestPeer.cut(
                    exchange,
                    bundle.store.root().resolve(bundle.parts.getFirst().name()),
                    requests.getAndIncrement() == 0 ? 700_000 : size);
            return true;
        });
        // When
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).isNotNull();
    }

    @Test
    void neverAppendsAnotherRangeThanItAskedFor() throws Exception {
        // Given
        TestBundle bundle = oneBigPart();
        AtomicInteger requests = new AtomicInteger();
        peer.trick((exchange, path) -> {
            if (path.endsWith("copy.zst")) {
                int number = requests.getAndIncrement();
                if (number == 0) {
                    TestPeer.cut(exchange, bundle.store.root().resolve(bundle.parts.getFirst().name()), 700_000);
                    return true;
                }
                if (number == 1) {
                    exchange.getResponseHeaders().add("Content-Range", "bytes 0-9/1000000");
                    exchange.sendResponseHeaders(206, 10);
                    exchange.getResponseBody().write(new byte[10]);
                    return true;
                }
            }
            return false;
        });
        // When
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).isNotNull();
        assertThat(Files.mismatch(
                        received().root().resolve(bundle.parts.getFirst().name()),
                        bundle.store.root().resolve(bundle.parts.getFirst().name())))
                .isEqualTo(-1);
    }

    @Test
    void dropsTheOldBundleWhenThePeerBeginsAnew() throws Exception {
        // Given: half a bundle, then a new head and another bundle
        TestBundle first = new TestBundle(temp.resolve("source"), false);
        first.rows(0, 10_000);
        peer.serving(first);
        connect();
        var step = send(StepKind.FETCH);
        await(() -> FeedLog.lines(received().feedFile()).size() == 2);
        steps.cancel(job, StepKind.FETCH);
        assertThat(steps.await(step).failed().code()).isEqualTo("cancelled");
        TestBundle second = new TestBundle(temp.resolve("again"), false);
        second.rows(0, 20_000);
        second.complete();
        peer.serving(second);
        // When
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).isNotNull();
        List<FeedLine> lines = FeedLog.lines(received().feedFile());
        assertThat(lines).hasSize(5);
        assertThat(lines.subList(2, 5)).isEqualTo(FeedLog.lines(second.store.feedFile()));
        assertThat(received().length("data/t0001/00000.copy.zst")).isEqualTo(second.parts.getFirst().storedBytes());
    }

    @Test
    void survivesErrorsThatPass() throws Exception {
        // Given
        TestBundle bundle = oneBigPart();
        AtomicInteger errors = new AtomicInteger();
        peer.trick((exchange, path) -> {
            if (path.contains("/parts/") && errors.getAndIncrement() % 2 == 0) {
                TestPeer.text(exchange, 503, "text/html", "<html>busy</html>");
                return true;
            }
            return false;
        });
        // When
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).isNotNull();
        assertThat(received().isSealed(bundle.parts.getFirst().name())).isTrue();
    }

    private TestBundle oneBigPart() throws Exception {
        TestBundle bundle = new TestBundle(temp.resolve("source"), false);
        bundle.rows(0, 1_000_000);
        bundle.complete();
        peer.serving(bundle);
        connect();
        return bundle;
    }
}
