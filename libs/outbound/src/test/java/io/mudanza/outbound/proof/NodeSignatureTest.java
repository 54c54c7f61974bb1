package io.mudanza.outbound.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSignatureTest {

    private final ProofCheck check = new ProofCheck(Clock.systemUTC());
    private final Map<String, String> headers = new HashMap<>();
    private KeyPair pair;
    private String publicKey;

    @BeforeEach
    void sign() throws Exception {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        headers.put("authorization", "Bearer mig_x");
        headers.put("content-digest", "sha-256=:abc=:");
        NodeSignature.sign(parts("POST", "node.example.org:443", "/a/b", "x=1"), "caller.example.org",
                        KeyIds.of(pair.getPublic().getEncoded()), this::signature)
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    }

    @Test
    void holdsOnceForTheVeryRequest() {
        NodeSignature claim = NodeSignature.read(parts("POST", "Node.Example.org", "/a/b", "x=1")).orElseThrow();
        assertThat(claim.node()).isEqualTo("caller.example.org");
        assertThat(check.holds(claim, publicKey)).isTrue();
        assertThat(check.holds(claim, publicKey)).as("a replay").isFalse();
    }

    @Test
    void holdsForNoOtherRequestAndNoOtherKey() throws Exception {
        assertThat(held("GET", "node.example.org", "/a/b", "x=1")).isFalse();
        assertThat(held("POST", "other.example.org", "/a/b", "x=1")).isFalse();
        assertThat(held("POST", "node.example.org:8443", "/a/b", "x=1")).isFalse();
        assertThat(held("POST", "node.example.org", "/a/c", "x=1")).isFalse();
        assertThat(held("POST", "node.example.org", "/a/b", "x=2")).isFalse();
        assertThat(held("POST", "node.example.org", "/a/b", null)).isFalse();
        for (String name : new String[] {"authorization", "content-digest", "mudanza-node"}) {
            String before = headers.put(name, "Bearer-mig_y");
            assertThat(held("POST", "node.example.org", "/a/b", "x=1")).as(name).isFalse();
            headers.remove(name);
            assertThat(held("POST", "node.example.org", "/a/b", "x=1")).as(name + " taken away").isFalse();
            headers.put(name, before);
        }
        String other = Base64.getEncoder().encodeToString(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded());
        NodeSignature claim = NodeSignature.read(parts("POST", "node.example.org", "/a/b", "x=1")).orElseThrow();
        assertThat(check.holds(claim, other)).isFalse();
        assertThat(check.holds(claim, "rubbish")).isFalse();
    }

    @Test
    void anotherFormIsNoProof() {
        String input = headers.get("signature-input");
        for (String odd : new String[] {
            input.replace("ed25519", "none"), input.replace("ed25519", "hmac-sha256"), input.replace("\"authorization\" ", ""),
            input.replace("mudanza=", "other="), input + ", " + input, input.replaceFirst(";created=\\d+", ""),
            input.replaceFirst(";nonce=\"[^\"]*\"", ""), input.replace("\"@method\"", "\"@method\";req"), ""}) {
            headers.put("signature-input", odd);
            assertThat(NodeSignature.read(parts("POST", "node.example.org", "/a/b", "x=1"))).as(odd).isEmpty();
        }
    }

    @Test
    void theClockOfTheOtherMayGoAMinuteWrong() {
        NodeSignature claim = NodeSignature.read(parts("POST", "node.example.org", "/a/b", "x=1")).orElseThrow();
        assertThat(new ProofCheck(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(62))).holds(claim, publicKey)).isFalse();
        assertThat(new ProofCheck(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-63))).holds(claim, publicKey)).isFalse();
        assertThat(new ProofCheck(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(50))).holds(claim, publicKey)).isTrue();
    }

    @Test
    void theOperatorsListIsReadAnewWhenItChanges(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("peers"), "# compared by phone\nNode.Example.org:8443 = " + publicKey + "\n");
        TrustedPeers peers = new TrustedPeers(Optional.of(file));
        assertThat(peers.key("node.example.org:8443")).contains(publicKey);
        assertThat(peers.key("node.example.org")).isEmpty();
        Files.writeString(file, "");
        assertThat(peers.key("node.example.org:8443")).isEmpty();
        Files.writeString(file, "node.example.org = short\n");
        assertThatThrownBy(() -> peers.key("x")).isInstanceOf(IOException.class).hasMessageContaining("line 1");
        assertThat(new TrustedPeers(Optional.empty()).key("x")).isEmpty();
    }

    private boolean held(String method, String authority, String path, String query) {
        return NodeSignature.read(parts(method, authority, path, query))
                .map(claim -> check.holds(claim, publicKey)).orElse(false);
    }

    private SignedParts parts(String method, String authority, String path, String query) {
        return new SignedParts(method, authority, path, query, headers::get);
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
