package io.mudanza.engine.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.bundle.sign.Signature;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/** Checks a certificate without any service: signature, consistency and, where one is pinned, the key. */
public final class CertificateVerifier {

    private final PublicKey pinned;

    private CertificateVerifier(PublicKey pinned) {
        this.pinned = pinned;
    }

    /** Accepts any key: proves that the certificate is whole, not who signed it. */
    public static CertificateVerifier ofAnyKey() {
        return new CertificateVerifier(null);
    }

    /**
     * Accepts one key only.
     *
     * @param pem the public key of the node, PEM or base64 of its X.509 form
     * @throws IllegalArgumentException when that is no Ed25519 public key
     */
    public static CertificateVerifier ofKey(String pem) {
        return new CertificateVerifier(PublicKeys.read(pem));
    }

    /**
     * Whether two public keys are the same, each PEM or base64 of its X.509 form.
     *
     * @throws IllegalArgumentException when one of them is no Ed25519 public key
     */
    public static boolean sameKey(String one, String other) {
        return PublicKeys.read(one).equals(PublicKeys.read(other));
    }

    /** Checks the text of a signed certificate; never throws for a bad one. */
    public CertificateCheck check(String json) {
        JsonNode root;
        Certificate certificate;
        try {
            root = CertificateJson.MAPPER.readTree(json);
            if (root == null || !root.path("certificate").isObject() || !root.path("signature").isObject()) {
                return refused("This is no certificate: it needs the members certificate and signature.");
            }
            String format = root.path("certificate").path("format").asText();
            if (!Certificate.FORMAT.equals(format)) {
                return refused("The format " + format + " is unknown; use a newer version of Mudanza.");
            }
            certificate = CertificateJson.MAPPER.treeToValue(root.get("certificate"), Certificate.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return refused("This is no certificate that can be read in one way only.");
        }
        List<String> problems = new ArrayList<>();
        JsonNode signature = root.get("signature");
        boolean valid = signatureValid(root.get("certificate"), signature, problems);
        boolean trusted = valid && pinned != null && keyIsPinned(signature, problems);
        List<String> contradictions = VerdictRule.contradictions(certificate);
        problems.addAll(contradictions);
        String keyId = signature.path("key_id").asText(null);
        return new CertificateCheck(valid, contradictions.isEmpty(), trusted, keyId, certificate, problems);
    }

    private static boolean signatureValid(JsonNode certificate, JsonNode json, List<String> problems) {
        Signature signature = new Signature(
                json.path("key_id").asText(""), json.path("public_key").asText(""), json.path("signature").asText(""));
        try {
            if (signature.verifies(CanonicalJson.bytes(certificate))) {
                return true;
            }
        } catch (IllegalArgumentException e) {
            problems.add("The certificate holds values that none of ours holds: " + e.getMessage());
            return false;
        }
        problems.add("The signature does not belong to these contents: the certificate was altered.");
        return false;
    }

    private boolean keyIsPinned(JsonNode signature, List<String> problems) {
        if (PublicKeys.read(signature.path("public_key").asText("")).equals(pinned)) {
            return true;
        }
        problems.add("Another key than the trusted one signed this certificate.");
        return false;
    }

    private static CertificateCheck refused(String problem) {
        return new CertificateCheck(false, false, false, null, null, List.of(problem));
    }
}
