package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.mudanza.contracts.step.StepKind;
import io.mudanza.outbound.testing.TestAuthority;
import io.mudanza.outbound.testing.TlsServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Without the check of certificates everything works, and everything says so. */
@QuarkusTest
@QuarkusTestResource(value = UncheckedNode.class, restrictToAnnotatedClass = true)
class UncheckedPeerTest extends TransferTestBase {

    @Test
    void everyJobAndTheHealthSayThatNobodyWasChecked() throws Exception {
        try (TlsServer server = new TlsServer(new TestAuthority("nobody").expired("x.example.org"), null,
                exchange -> {
                    try (exchange) {
                        TestPeer.text(exchange, 200, "text/html", "<html>who knows</html>");
                    }
                })) {
            keepPeer("https://127.0.0.1:" + server.port());
            assertThat(run(StepKind.CONNECT).failed().code()).as("TLS stood").isEqualTo("peer_not_a_node");
        }
        assertThat(steps.log(job)).anyMatch(line -> line.contains("mudanza.verify-ssl is false"));
        given().get("/q/health/ready").then().body(containsString("NOT CHECKED"));
    }
}
