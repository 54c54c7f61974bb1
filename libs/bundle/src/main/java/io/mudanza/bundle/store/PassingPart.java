package io.mudanza.bundle.store;

import java.io.InputStream;

/**
 * The bytes of a part that passes through memory from an extract to a load in one process: neither compressed nor
 * hashed. Only an object of this process can have this type, so nothing that came from outside escapes its SHA-256.
 */
public abstract class PassingPart extends InputStream {}
