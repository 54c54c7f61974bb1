package io.mudanza.transfer.settings;

import io.mudanza.outbound.target.TargetRules;
import io.mudanza.outbound.tls.TlsMaterial;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What an operator sets about peers. A node whose lists cannot be read does not start. */
@Singleton
public class PeerSettings {

    private final PeerRules rules;
    private final Optional<Path> trustedPeers;
    private final boolean onlyTrustedKeys;
    private final String claim;

    PeerSettings(
            @ConfigProperty(name = "mudanza.allow-http-peers") boolean allowHttpPeers,
            @ConfigProperty(name = "mudanza.verify-ssl") boolean verifySsl,
            @ConfigProperty(name = "mudanza.allowed-source-domains") Optional<List<String>> domains,
            @ConfigProperty(name = "mudanza.allowed-peer-cidrs") Optional<List<String>> cidrs,
            @ConfigProperty(name = "mudanza.peer-ca-file") Optional<Path> caFile,
            @ConfigProperty(name = "mudanza.peer-certificate-file") Optional<Path> certificateFile,
            @ConfigProperty(name = "mudanza.peer-key-file") Optional<Path> keyFile,
            @ConfigProperty(name = "mudanza.trusted-peers") Optional<Path> trustedPeers,
            @ConfigProperty(name = "mudanza.only-trusted-keys", defaultValue = "false") boolean onlyTrustedKeys,
            @ConfigProperty(name = "mudanza.node.domain") Optional<String> domain,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String name) {
        this.rules = new PeerRules(
                new TargetRules(allowHttpPeers, domains.orElse(List.of()), cidrs.orElse(List.of())),
                new TlsMaterial(caFile, certificateFile, keyFile, verifySsl));
        this.trustedPeers = trustedPeers;
        this.onlyTrustedKeys = onlyTrustedKeys;
        if (onlyTrustedKeys && trustedPeers.isEmpty()) {
            throw new IllegalArgumentException("mudanza.only-trusted-keys needs the file of mudanza.trusted-peers");
        }
        this.claim = domain.filter(text -> !text.isBlank()).orElse(name);
    }

    /** Which peers may be asked, and how. */
    public PeerRules rules() {
        return rules;
    }

    /** File with the signing keys of peers that the operator has compared. */
    public Optional<Path> trustedPeers() {
        return trustedPeers;
    }

    /** Whether bundles by keys that the operator has not written down are refused, uploads included. */
    public boolean onlyTrustedKeys() {
        return onlyTrustedKeys;
    }

    /** What this node calls itself when it proves who it is: its domain, else its name. */
    public String claim() {
        return claim;
    }
}
