package io.mudanza.gateway.health;

import io.mudanza.infra.CertificateCheck;
import io.mudanza.infra.Finding;
import io.mudanza.infra.Findings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Looks at what keeps strangers out: certificates, keys, and settings that somebody may have left open. */
@ApplicationScoped
class DoorCheck {
    private final Config config;

    DoorCheck(Config config) {
        this.config = config;
    }

    /** Whether certificates of peers are checked. */
    boolean verifiesPeers() {
        return flag("mudanza.verify-ssl", true);
    }

    List<Finding> look() {
        Findings findings = new Findings("certificates");
        Path dataDir = Path.of(text("mudanza.node.data-dir").orElse("data"));
        CertificateCheck.key("node_key",
                text("mudanza.node.key-file").map(Path::of).orElse(dataDir.resolve("node-key.pem")), findings);
        Optional<String> tls = text("quarkus.tls.key-store.pem.0.cert");
        if (tls.isPresent()) {
            CertificateCheck.expiry("tls", Path.of(tls.get()), findings);
        } else {
            findings.ok("tls", "none of this process: a proxy ends TLS, or only this machine calls");
        }
        text("mudanza.peer-ca-file").ifPresent(file -> CertificateCheck.expiry("peer_ca", Path.of(file), findings));
        text("mudanza.peer-certificate-file")
                .ifPresent(file -> CertificateCheck.expiry("peer_certificate", Path.of(file), findings));
        if (verifiesPeers()) {
            findings.ok("verify_ssl", "true");
        } else {
            findings.warning("verify_ssl", "FALSE: CERTIFICATES OF PEERS ARE NOT CHECKED",
                    "Whoever answers gets the tokens. Set mudanza.verify-ssl=true, and mudanza.peer-ca-file for a private authority.");
        }
        findings.unless(flag("mudanza.gateway.allow-http", false), "allow_http",
                String.valueOf(flag("mudanza.gateway.allow-http", false)),
                "Tokens cross the network in plain text: give the gateway a certificate and take mudanza.gateway.allow-http away.");
        return findings.list();
    }

    private Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }

    private boolean flag(String name, boolean otherwise) {
        return config.getOptionalValue(name, Boolean.class).orElse(otherwise);
    }
}
