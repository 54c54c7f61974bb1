package io.mudanza.engine.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads Ed25519 public keys from PEM or from the base64 of their X.509 form. */
final class PublicKeys {

    private PublicKeys() {}

    /** @throws IllegalArgumentException when the text is no Ed25519 public key */
    static PublicKey read(String text) {
        String base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no Ed25519 public key in PEM form.", e);
        }
    }
}
