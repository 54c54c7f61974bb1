package io.mudanza.engine.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mudanza.bundle.sign.Signature;
import java.io.UncheckedIOException;

/**
 * A certificate and the Ed25519 signature over its canonical form (RFC 8785).
 *
 * @param certificate the report
 * @param signature   key id, public key and signature
 */
public record SignedCertificate(Certificate certificate, Signature signature) {

    /** The text that is stored and handed out; readable, and valid however it is indented. */
    public String json() {
        try {
            return CertificateJson.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
