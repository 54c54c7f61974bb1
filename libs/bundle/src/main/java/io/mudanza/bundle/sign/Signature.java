package io.mudanza.bundle.sign;

import io.mudanza.bundle.BundleException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * An Ed25519 signature over exact bytes, with the key that checks it.
 *
 * @param keyId     first 16 hexadecimal digits of the SHA-256 of the public key
 * @param publicKey X.509 form, base64
 * @param signature 64 bytes, base64
 */
public record Signature(String keyId, String publicKey, String signature) {

    /** True when the signature fits the bytes, the key it carries, and the id of that key. */
    public boolean verifies(byte[] bytes) {
        try {
            byte[] encoded = decode(publicKey);
            if (!NodeKey.idOf(encoded).equals(keyId)) {
                return false;
            }
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            java.security.Signature check = java.security.Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(bytes);
            return check.verify(decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    /** The unused bits of the last digit have to be zero, so that one signature has one form. */
    private static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("Not the one form of these bytes.");
        }
        return bytes;
    }

    /**
     * Refuses bytes that this signature does not fit.
     *
     * @throws BundleException BUNDLE_SIGNATURE_WRONG
     */
    public void require(byte[] bytes) throws BundleException {
        if (!verifies(bytes)) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_SIGNATURE_WRONG,
                    "The signature does not fit the manifest: it was changed, or signed by somebody else."
                            + " Fetch the bundle again from its node.");
        }
    }
}
