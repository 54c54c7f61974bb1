package io.mudanza.outbound.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.outbound.target.TargetRules;
import io.mudanza.outbound.testing.TestAuthority;
import io.mudanza.outbound.testing.TlsServer;
import io.mudanza.outbound.tls.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS against real servers with certificates made here. */
class PeerTlsTest {

    private static final TargetRules RULES = new TargetRules(false, List.of(), List.of("127.0.0.0/8"));
    private static final OutboundLimits LIMITS =
            new OutboundLimits(Duration.ofSeconds(30), Duration.ofSeconds(20), 1, 2);

    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority("the right one");

    @Test
    @DisplayName("B52 the certificate is checked against the name, not against the pinned address")
    void b52NameIsChecked() throws Exception {
        try (TlsServer server = server(authority.issue("node.example.org"), null)) {
            assertThat(ask(server, "node.example.org", trusting(authority))).isEqualTo("tls");
            assertThatThrownBy(() -> ask(server, "other.example.org", trusting(authority)))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> ask(server, "127.0.0.1", trusting(authority))).isInstanceOf(SSLException.class);
        }
        try (TlsServer server = server(authority.issue("127.0.0.1"), null)) {
            assertThatThrownBy(() -> ask(server, "node.example.org", trusting(authority)))
                    .as("a certificate of the address is none of the name").isInstanceOf(SSLException.class);
        }
    }

    @Test
    void anotherAuthorityAndAnExpiredCertificateAreRefused() throws Exception {
        try (TlsServer server = server(new TestAuthority("another").issue("node.example.org"), null)) {
            assertThatThrownBy(() -> ask(server, "node.example.org", trusting(authority)))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> ask(server, "node.example.org", TlsMaterial.USUAL))
                    .as("nor do the authorities of Java know it").isInstanceOf(SSLException.class);
        }
        try (TlsServer server = server(authority.expired("node.example.org"), null)) {
            assertThatThrownBy(() -> ask(server, "node.example.org", trusting(authority)))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void mutualTlsLetsInWhoShowsTheRightCertificate() throws Exception {
        TestAuthority.Identity node = authority.issue("caller.example.org");
        TestAuthority.Identity stranger = new TestAuthority("another").issue("caller.example.org");
        try (TlsServer server = server(authority.issue("node.example.org"), authority)) {
            assertThat(ask(server, "node.example.org", showing(node))).isEqualTo("tls");
            assertThatThrownBy(() -> ask(server, "node.example.org", trusting(authority)))
                    .as("no certificate").isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask(server, "node.example.org", showing(stranger)))
                    .as("a certificate of somebody else").isInstanceOf(IOException.class);
        }
    }

    @Test
    void withoutVerificationEverybodyIsBelieved() throws Exception {
        TlsMaterial blind = new TlsMaterial(Optional.empty(), Optional.empty(), Optional.empty(), false);
        try (TlsServer server = server(new TestAuthority("another").expired("x.example.org"), null)) {
            assertThat(ask(server, "node.example.org", blind)).isEqualTo("tls");
        }
    }

    @Test
    void filesThatHoldSomethingElseAreNamedAndNotShown() throws Exception {
        Path odd = Files.writeString(folder.resolve("odd.pem"), "secret words");
        TlsMaterial ca = new TlsMaterial(Optional.of(odd), Optional.empty(), Optional.empty(), true);
        assertThatThrownBy(ca::context).isInstanceOf(IOException.class).hasMessageContaining("odd.pem")
                .hasMessageNotContaining("secret");
        TlsMaterial key = new TlsMaterial(Optional.empty(),
                Optional.of(authority.issue("a.example.org").certificateFile(folder)), Optional.of(odd), true);
        assertThatThrownBy(key::context).isInstanceOf(IOException.class).hasMessageContaining("odd.pem")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new TlsMaterial(Optional.empty(), Optional.of(odd), Optional.empty(), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TlsServer server(TestAuthority.Identity identity, TestAuthority clients) throws Exception {
        return new TlsServer(identity, clients, exchange -> {
            exchange.sendResponseHeaders(200, 3);
            try (exchange) {
                exchange.getResponseBody().write(new byte[] {'t', 'l', 's'});
            }
        });
    }

    private TlsMaterial trusting(TestAuthority trusted) throws IOException {
        return new TlsMaterial(Optional.of(trusted.caFile(folder)), Optional.empty(), Optional.empty(), true);
    }

    private TlsMaterial showing(TestAuthority.Identity identity) throws IOException {
        return new TlsMaterial(Optional.of(authority.caFile(folder)), Optional.of(identity.certificateFile(folder)),
                Optional.of(identity.keyFile(folder)), true);
    }

    private static String ask(TlsServer server, String host, TlsMaterial tls) throws Exception {
        try (OutboundClient client = new OutboundClient(RULES, tls, LIMITS, RequestHeaders.NONE,
                name -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
                OutboundAnswer answer = client.send(OutboundRequest.to(
                        RULES.check("https://" + host + ":" + server.port()), "/").build())) {
            return new String(answer.body().readAllBytes());
        }
    }
}
