package io.mudanza.token.keys;

import io.mudanza.token.secret.NodeSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts private keys at rest: AES-256-GCM, 12 random bytes in front, bound to the key's id. */
@ApplicationScoped
class KeySeal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final NodeSecret nodeSecret;
    private final SecureRandom random = new SecureRandom();

    KeySeal(NodeSecret nodeSecret) {
        this.nodeSecret = nodeSecret;
    }

    byte[] seal(String kid, byte[] plain) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, kid, nonce).doFinal(plain);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws AEADBadTagException when it was sealed under another node secret, or altered */
    byte[] open(String kid, byte[] sealed) throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, kid, nonce).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, String kid, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, nodeSecret.sealingKey(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(kid.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
