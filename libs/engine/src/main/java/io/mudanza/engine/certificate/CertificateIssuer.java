package io.mudanza.engine.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.sign.Signature;

/** Signs certificates with the key of the node. */
public final class CertificateIssuer {

    private final NodeKey key;

    public CertificateIssuer(NodeKey key) {
        this.key = key;
    }

    /**
     * Signs a certificate.
     *
     * @param certificate the report; its verdict must follow from its objects
     * @throws IllegalArgumentException when the certificate contradicts itself: it is never signed then
     */
    public SignedCertificate issue(Certificate certificate) {
        var contradictions = VerdictRule.contradictions(certificate);
        if (!contradictions.isEmpty()) {
            throw new IllegalArgumentException("A certificate that contradicts itself: " + contradictions.getFirst());
        }
        JsonNode tree = CertificateJson.MAPPER.valueToTree(certificate);
        Signature signature = key.sign(CanonicalJson.bytes(tree));
        return new SignedCertificate(certificate, signature);
    }
}
