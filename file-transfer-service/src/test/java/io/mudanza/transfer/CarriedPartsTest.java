package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.store.CarriedParts;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.platform.standin.StepClient.Ending;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Small parts come with the lines of the feed; whatever is wrong with one, it is asked for alone. */
@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class CarriedPartsTest extends TransferTestBase {

    private TestBundle bundle(int parts) throws Exception {
        TestBundle bundle = new TestBundle(temp.resolve("source"), false);
        for (int i = 0; i < parts; i++) {
            bundle.rows(i, 100 + i);
        }
        peer.serving(bundle).carrying();
        return bundle;
    }

    private void assertArrived(TestBundle bundle) throws Exception {
        for (Part part : bundle.parts) {
            assertThat(Files.mismatch(received().root().resolve(part.name()), bundle.store.root().resolve(part.name())))
                    .isEqualTo(-1);
        }
        assertThat(FeedLog.lines(received().feedFile())).isEqualTo(FeedLog.lines(bundle.store.feedFile()));
        assertThat(received().root().resolve(".drafts")).isEmptyDirectory();
    }

    @Test
    void smallPartsNeedNoRequestOfTheirOwn() throws Exception {
        // Given
        TestBundle bundle = bundle(300);
        bundle.rows(300, 200_000);
        bundle.complete();
        connect();
        // When
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).isNotNull();
        assertArrived(bundle);
        assertThat(peer.count("copy.zst")).isEqualTo(1);
        // and whoever loads them may have them in the same way, without those that it has
        String feed = given().header("Authorization", LocalServices.bearer())
                .get("/internal/transfer/jobs/" + job + "/parts?carry=32768&carry_from=10")
                .then().statusCode(200).extract().asString();
        int number = 0;
        for (String text : feed.lines().toList()) {
            if (FeedJson.read(text) instanceof FeedLine.Sealed sealed) {
                byte[] stored = Files.readAllBytes(bundle.store.root().resolve(sealed.part().name()));
                assertThat(sealed.bytes()).isEqualTo(number < 10 || number == 300 ? null : stored);
                number++;
            }
        }
        assertThat(number).isEqualTo(301);
    }

    @Test
    void aPartThatCameDamagedWithItsLineIsAskedForAlone() throws Exception {
        // Given: a byte of one part and the length of another are wrong on the way
        TestBundle bundle = bundle(20);
        bundle.complete();
        connect();
        peer.trick((exchange, path) -> {
            if (!path.endsWith("/parts/")) {
                return false;
            }
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            CarriedParts parts = new CarriedParts(bundle.store, CarriedParts.LARGEST, 0);
            for (FeedLine line : FeedLog.lines(bundle.store.feedFile())) {
                FeedLine sent = FeedJson.read(new String(parts.line(line)).strip());
                if (sent instanceof FeedLine.Sealed sealed && sealed.part().equals(bundle.parts.get(3))) {
                    sealed.bytes()[5] ^= 1;
                } else if (sent instanceof FeedLine.Sealed sealed && sealed.part().equals(bundle.parts.get(4))) {
                    sent = new FeedLine.Sealed(sealed.part(), new byte[7]);
                }
                stream.writeBytes((FeedJson.write(sent) + "\n").getBytes());
            }
            TestPeer.text(exchange, 200, "application/x-ndjson", stream.toString());
            return true;
        });
        // When
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).isNotNull();
        assertArrived(bundle);
        assertThat(peer.count("copy.zst")).isEqualTo(2);
    }

    @Test
    void aFeedThatIsCutWithinALineGoesOnWithTheFirstPartThatHasNotCome() throws Exception {
        // Given
        TestBundle bundle = bundle(20);
        bundle.complete();
        connect();
        AtomicInteger cuts = new AtomicInteger();
        peer.trick((exchange, path) -> {
            if (!path.endsWith("/parts/") || cuts.getAndIncrement() > 0) {
                return false;
            }
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            CarriedParts parts = new CarriedParts(bundle.store, CarriedParts.LARGEST, 0);
            for (FeedLine line : FeedLog.lines(bundle.store.feedFile()).subList(0, 12)) {
                stream.writeBytes(parts.line(line));
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-ndjson");
            exchange.sendResponseHeaders(200, 1 << 20);
            exchange.getResponseBody().write(stream.toByteArray(), 0, stream.size() - 40);
            exchange.getResponseBody().flush();
            exchange.close();
            return true;
        });
        // When
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).isNotNull();
        assertArrived(bundle);
        assertThat(peer.count("copy.zst")).isZero();
        assertThat(peer.count("carry_from=10")).isEqualTo(1);
    }

    @Test
    void aStepThatBeginsAgainAsksOnlyForWhatIsMissing() throws Exception {
        // Given
        TestBundle bundle = bundle(10);
        connect();
        var first = send(StepKind.FETCH);
        await(() -> FeedLog.lines(received().feedFile()).size() == 11);
        steps.cancel(job, StepKind.FETCH);
        assertThat(steps.await(first).failed().code()).isEqualTo("cancelled");
        // and one of the parts that were told is gone, as after a disk that lied
        Files.delete(received().root().resolve(bundle.parts.get(2).name()));
        bundle.rows(10, 100);
        bundle.complete();
        // When
        Ending ending = run(StepKind.FETCH);
        // Then
        assertThat(ending.completed()).isNotNull();
        assertArrived(bundle);
        assertThat(peer.count("carry_from=10")).isEqualTo(1);
        assertThat(peer.count("copy.zst")).isEqualTo(1);
    }
}
