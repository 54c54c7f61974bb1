package io.mudanza.token.keys;

import java.security.PrivateKey;

/** The key that signs now. */
public record SigningKey(String kid, PrivateKey privateKey) {

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
