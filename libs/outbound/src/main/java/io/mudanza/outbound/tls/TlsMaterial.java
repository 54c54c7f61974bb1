package io.mudanza.outbound.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where certificates and keys lie, all in PEM.
 *
 * @param caFile          authorities that are trusted instead of those of the Java installation
 * @param certificateFile chain of this node for mutual TLS, its own certificate first
 * @param keyFile         private key (PKCS#8) of that certificate
 * @param verify          false: no certificate is checked at all
 */
public record TlsMaterial(
        Optional<Path> caFile, Optional<Path> certificateFile, Optional<Path> keyFile, boolean verify) {

    /** The authorities of the Java installation, and no certificate of one's own. */
    public static final TlsMaterial USUAL =
            new TlsMaterial(Optional.empty(), Optional.empty(), Optional.empty(), true);

    public TlsMaterial {
        if (certificateFile.isPresent() != keyFile.isPresent()) {
            throw new IllegalArgumentException(
                    "mudanza.peer-certificate-file and mudanza.peer-key-file belong together: give both or none");
        }
    }

    /** @throws IOException when a file cannot be read or holds something else */
    public javax.net.ssl.SSLContext context() throws IOException {
        return new TlsContext(this).make();
    }
}
