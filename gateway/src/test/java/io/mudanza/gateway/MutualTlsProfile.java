package io.mudanza.gateway;

import io.mudanza.embedded.process.TempFolder;
import io.mudanza.outbound.testing.TestAuthority;
import io.mudanza.outbound.tls.TlsMaterial;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A gateway with a certificate of its own that lets in over TLS only those who show one of the same authority. */
public class MutualTlsProfile implements QuarkusTestProfile {
    private static final Path FOLDER = TempFolder.create("mudanza-gateway-mutual-");
    private static final TestAuthority AUTHORITY = new TestAuthority("peers");

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            TestAuthority.Identity gateway = AUTHORITY.issue("localhost");
            return Map.of(
                    "quarkus.tls.key-store.pem.0.cert", gateway.certificateFile(FOLDER).toString(),
                    "quarkus.tls.key-store.pem.0.key", gateway.keyFile(FOLDER).toString(),
                    "quarkus.tls.trust-store.pem.certs", AUTHORITY.caFile(FOLDER).toString(),
                    "quarkus.http.test-ssl-port", "0",
                    "mudanza.gateway.client-auth", "required");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a peer trusts, without a certificate of its own. */
    static TlsMaterial nameless() throws IOException {
        return new TlsMaterial(Optional.of(AUTHORITY.caFile(FOLDER)), Optional.empty(), Optional.empty(), true);
    }

    /** A peer with a certificate for this name. */
    static TlsMaterial named(String name) throws IOException {
        return of(AUTHORITY.issue(name));
    }

    /** A peer whose certificate for this name comes from an authority that nobody knows. */
    static TlsMaterial vouchedForByNobody(String name) throws IOException {
        return of(new TestAuthority("nobody").issue(name));
    }

    private static TlsMaterial of(TestAuthority.Identity peer) throws IOException {
        return new TlsMaterial(Optional.of(AUTHORITY.caFile(FOLDER)), Optional.of(peer.certificateFile(FOLDER)),
                Optional.of(peer.keyFile(FOLDER)), true);
    }
}
