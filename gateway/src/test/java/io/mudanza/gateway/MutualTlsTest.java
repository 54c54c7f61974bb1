package io.mudanza.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.outbound.tls.TlsMaterial;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Mutual TLS at a running gateway. */
@QuarkusTest
@QuarkusTestResource(NodeResource.class)
@TestProfile(MutualTlsProfile.class)
class MutualTlsTest {

    @TestHTTPResource(tls = true, value = "/api/v1/migration/jobs/")
    URI jobs;

    @Test
    @DisplayName("B52 without a certificate of the right authority there is no connection")
    void withoutACertificateThereIsNoConnection() {
        assertThatThrownBy(() -> ask(MutualTlsProfile.nameless(), "mig_read")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ask(MutualTlsProfile.vouchedForByNobody("prop.cl"), "mig_read"))
                .isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("B69 a certificate proves the peer's name, and opens nothing without a token")
    void aCertificateProvesThePeersName() throws Exception {
        // Given
        String token = StubNode.INSTANCE.tokens.issue("mutual", "\"read\"", ",\"peers\":[\"prop.cl\"]");
        // When / Then
        assertThat(ask(MutualTlsProfile.named("prop.cl"), token)).isEqualTo(200);
        assertThat(ask(MutualTlsProfile.named("evil.cl"), token)).isEqualTo(403);
        assertThat(ask(MutualTlsProfile.named("prop.cl"), "mig_nobodys")).isEqualTo(401);
    }

    private int ask(TlsMaterial material, String token) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(material.context()).build()) {
            HttpRequest request = HttpRequest.newBuilder(jobs).header("Authorization", "Bearer " + token).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
