package io.mudanza.gateway.peers;

import io.mudanza.outbound.proof.TrustedPeers;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The public key of a node by its name: as the operator wrote it down, else as its own domain shows it over HTTPS. */
@Singleton
class KnownKeys {
    private static final Logger LOGGER = Logger.getLogger(KnownKeys.class);

    private final TrustedPeers trusted;
    private final PublishedKeys published;

    KnownKeys(@ConfigProperty(name = "mudanza.trusted-peers") Optional<Path> file, PublishedKeys published)
            throws IOException {
        this.trusted = new TrustedPeers(file);
        this.published = published;
    }

    Optional<String> of(String name) {
        try {
            Optional<String> written = trusted.key(name);
            return written.isPresent() ? written : published.of(name);
        } catch (IOException unreadable) {
            // Fails closed: without the operator's list nobody is believed.
            LOGGER.errorf("the file of mudanza.trusted-peers cannot be read: %s", unreadable.getMessage());
            return Optional.empty();
        }
    }
}
