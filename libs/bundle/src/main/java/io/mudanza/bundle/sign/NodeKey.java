package io.mudanza.bundle.sign;

import io.mudanza.bundle.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The Ed25519 key of a node. {@link #toString()} shows its id and nothing of the private key. */
public final class NodeKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final PrivateKey privateKey;
    private final byte[] publicKey;

    private NodeKey(PrivateKey privateKey, byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new key that lives in memory only. */
    public static NodeKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new NodeKey(pair.getPrivate(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no Ed25519.", e);
        }
    }

    /**
     * The key of a file; the file is made, readable by its owner only, when there is none. Several processes may do so
     * at once: all get the same key.
     *
     * @param file PKCS#8 in PEM
     * @throws IOException when the file cannot be read or written, or holds no Ed25519 key
     */
    public static NodeKey loadOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        return load(file);
    }

    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(
                folder, ".node-key", ".tmp", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(generate().privateKey.getEncoded());
            Files.writeString(fresh, BEGIN + "\n" + base64 + "\n" + END + "\n", StandardCharsets.US_ASCII);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster: its key counts.
        } catch (UnsupportedOperationException e) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static NodeKey load(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IOException("The key file " + file + " holds no PKCS#8 key in PEM form.");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new NodeKey(key, publicKeyOf((EdECPrivateKey) key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("The key file " + file + " holds no Ed25519 key.", e);
        }
    }

    /** The JDK derives no public key from a private one, but a key generator fed with the seed does. */
    private static byte[] publicKeyOf(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] seed = key.getBytes().orElseThrow(() -> new GeneralSecurityException("No seed."));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new SeedSource(seed));
        return generator.generateKeyPair().getPublic().getEncoded();
    }

    /** Signs exact bytes. */
    public Signature sign(byte[] bytes) {
        try {
            java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(bytes);
            Base64.Encoder base64 = Base64.getEncoder();
            return new Signature(keyId(), base64.encodeToString(publicKey), base64.encodeToString(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of the node cannot sign.", e);
        }
    }

    /** First 16 hexadecimal digits of the SHA-256 of the public key. */
    public String keyId() {
        return idOf(publicKey);
    }

    /** The public key, X.509 form, base64. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(publicKey);
    }

    static String idOf(byte[] encoded) {
        return Sha256.hex(encoded).substring(0, 16);
    }

    @Override
    public String toString() {
        return "NodeKey " + keyId();
    }
}
