package io.mudanza.gateway.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.outbound.proof.KeyIds;
import io.mudanza.outbound.proof.NodeSignature;
import io.mudanza.outbound.proof.SignedParts;
import io.mudanza.outbound.testing.TestAuthority;
import io.mudanza.outbound.testing.TlsServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys from the operator's list and from a real HTTPS server. */
class SignedPeersTest {
    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority("authority");
    private KeyPair pair;
    private String publicKey;

    @BeforeEach
    void newKey() throws Exception {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    @Test
    void whoIsOnTheOperatorsListIsBelievedOnce() throws Exception {
        SignedPeers peers = peers("prop.cl = " + publicKey);
        SignedParts request = signed("Prop.CL");
        assertThat(peers.of(request)).containsExactly("prop.cl");
        assertThat(peers.of(request)).as("a replay").isEmpty();
        assertThat(peers.of(signed("other.cl"))).as("a name without a key").isEmpty();
    }

    @Test
    void anotherKeyUnderAKnownNameIsNotBelieved() throws Exception {
        String other = Base64.getEncoder().encodeToString(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded());
        assertThat(peers("prop.cl = " + other).of(signed("prop.cl"))).isEmpty();
    }

    @Test
    void unsignedRequestsProveNothing() throws Exception {
        SignedPeers peers = peers("prop.cl = " + publicKey);
        Map<String, String> lies = Map.of("mudanza-node", "prop.cl", "origin", "https://prop.cl", "referer", "https://prop.cl/",
                "authorization", "Bearer x");
        assertThat(peers.of(new SignedParts("GET", "prop.cl", "/x", null, lies::get))).isEmpty();
    }

    @Test
    void aDomainShowsItsKeyOverHttps() throws Exception {
        String body = "{\"node\":\"localhost\",\"algorithm\":\"ed25519\",\"public_key\":\"" + publicKey + "\"}";
        int[] asked = new int[1];
        try (TlsServer server = new TlsServer(authority.issue("127.0.0.1"), null, exchange -> {
            asked[0]++;
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals(PublishedKeys.PATH) ? 200 : 404, bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            }
        })) {
            String name = "127.0.0.1:" + server.port();
            PublishedKeys trusting = new PublishedKeys(
                    true, Optional.empty(), Optional.empty(), Optional.of(authority.caFile(folder)));
            SignedPeers peers = new SignedPeers(new KnownKeys(Optional.empty(), trusting));
            assertThat(peers.of(signed(name))).containsExactly(name);
            assertThat(peers.of(signed(name))).containsExactly(name);
            assertThat(asked[0]).as("kept").isEqualTo(1);
            PublishedKeys strange = new PublishedKeys(true, Optional.empty(), Optional.empty(), Optional.empty());
            assertThat(new SignedPeers(new KnownKeys(Optional.empty(), strange)).of(signed(name)))
                    .as("a certificate that nobody vouches for").isEmpty();
            PublishedKeys closed = new PublishedKeys(false, Optional.empty(), Optional.empty(), Optional.of(authority.caFile(folder)));
            assertThat(new SignedPeers(new KnownKeys(Optional.empty(), closed)).of(signed(name)))
                    .as("loopback is not asked").isEmpty();
            PublishedKeys other = new PublishedKeys(true, Optional.of(List.of("prop.cl")), Optional.empty(), Optional.of(authority.caFile(folder)));
            assertThat(new SignedPeers(new KnownKeys(Optional.empty(), other)).of(signed(name)))
                    .as("not among the allowed domains").isEmpty();
        }
    }

    @Test
    void aCertificateProvesItsHostNamesAndNoWildcard() throws Exception {
        assertThat(CertifiedNames.names(authority.issue("Prop.cl", "*.evil.org", "10.0.0.1").chain()[0]))
                .containsExactly("prop.cl");
    }

    private SignedPeers peers(String line) throws Exception {
        Path file = Files.writeString(Files.createTempFile(folder, "peers", ""), line + "\n");
        return new SignedPeers(new KnownKeys(Optional.of(file),
                new PublishedKeys(false, Optional.of(List.of("nothing.invalid")), Optional.empty(), Optional.empty())));
    }

    private SignedParts signed(String name) {
        Map<String, String> headers = new HashMap<>();
        headers.put("authorization", "Bearer mig_x");
        SignedParts parts = new SignedParts("GET", "node.example.org", "/x", null, headers::get);
        NodeSignature.sign(parts, name, KeyIds.of(pair.getPublic().getEncoded()), this::signature)
                .forEach((header, value) -> headers.put(header.toLowerCase(Locale.ROOT), value));
        return parts;
    }

    private byte[] signature(byte[] bytes) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
