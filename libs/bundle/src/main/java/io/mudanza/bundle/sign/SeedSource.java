package io.mudanza.bundle.sign;

import java.security.SecureRandom;
import java.util.Arrays;

/** Hands a known seed to the key generator, once. */
final class SeedSource extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] seed;

    SeedSource(byte[] seed) {
        super();
        this.seed = Arrays.copyOf(seed, seed.length);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        if (bytes.length != seed.length) {
            throw new IllegalStateException("The key generator asks for " + bytes.length + " bytes.");
        }
        System.arraycopy(seed, 0, bytes, 0, seed.length);
    }
}
