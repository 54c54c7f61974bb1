package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.step.StepKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The keys that peers sign with, and the one of this node. */
@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class PeerKeyTest extends TransferTestBase {

    @Test
    @DisplayName("B32 a peer that signs with another key than before is refused, with what to do")
    void b32ChangedKey() throws Exception {
        // Given: a peer with a name, seen once
        keepPeer(peer.url().replace("127.0.0.1", "localhost"));
        serve("first");
        connect();
        assertThat(run(StepKind.FETCH).completed()).isNotNull();
        assertThat(steps.log(job)).anyMatch(line -> line.contains("for the first time"));
        // When: the same host and port, another key
        given().header("Authorization", LocalServices.bearer()).delete("/internal/transfer/peers/" + job);
        keepPeer(peer.url().replace("127.0.0.1", "localhost"));
        serve("second");
        connect();
        StepFailed failed = run(StepKind.FETCH).failed();
        // Then
        assertThat(failed.code()).isEqualTo("bundle_signature_wrong");
        assertThat(failed.detail()).contains("mudanza.trusted-peers", "localhost:");
    }

    @Test
    void whatThisNodeAsksIsSignedWithTheKeyThatItShows() throws Exception {
        java.util.List<String> signatures = new java.util.concurrent.CopyOnWriteArrayList<>();
        peer.trick((exchange, path) -> {
            signatures.add(exchange.getRequestHeaders().getFirst("Mudanza-Node") + " "
                    + exchange.getRequestHeaders().getFirst("Signature-Input"));
            return false;
        });
        serve("one");
        connect();
        assertThat(signatures).isNotEmpty().allMatch(line -> line.startsWith("test mudanza=(\"@method\""))
                .doesNotHaveDuplicates();
        given().header("Authorization", LocalServices.bearer()).get("/internal/transfer/node-key").then()
                .statusCode(200).body("algorithm", is("ed25519")).body("public_key", matchesPattern("[A-Za-z0-9+/]{59}="));
        given().get("/internal/transfer/node-key").then().statusCode(401);
    }

    private void serve(String folder) throws Exception {
        TestBundle bundle = new TestBundle(temp.resolve(folder), false);
        bundle.rows(0, 1000);
        bundle.complete();
        peer.serving(bundle);
    }
}
