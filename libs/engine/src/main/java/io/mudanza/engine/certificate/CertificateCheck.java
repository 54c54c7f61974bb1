package io.mudanza.engine.certificate;

import java.util.List;

/**
 * What the check of a certificate found.
 *
 * @param signatureValid whether the signature belongs to these contents and to the key that the certificate names
 * @param consistent     whether the verdict follows from the objects and every EQUAL from its figures
 * @param keyTrusted     whether the key is the pinned one; false when none was pinned
 * @param keyId          id of the key that signed; null when there is none
 * @param certificate    the report; null when it cannot be read
 * @param problems       what is wrong, a sentence each; empty when the certificate holds
 */
public record CertificateCheck(
        boolean signatureValid,
        boolean consistent,
        boolean keyTrusted,
        String keyId,
        Certificate certificate,
        List<String> problems) {

    public CertificateCheck {
        problems = List.copyOf(problems);
    }

    /** True when nothing is wrong with the certificate. Its verdict may still be DIFFERENT. */
    public boolean holds() {
        return problems.isEmpty();
    }
}
