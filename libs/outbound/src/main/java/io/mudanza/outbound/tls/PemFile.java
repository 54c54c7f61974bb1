package io.mudanza.outbound.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM. Messages name the file and never its contents. */
final class PemFile {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemFile() {}

    static List<? extends Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<? extends Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw new IOException("the file " + file + " holds no certificate in PEM form");
            }
            return found;
        } catch (GeneralSecurityException wrong) {
            throw new IOException("the file " + file + " holds no certificate in PEM form", wrong);
        }
    }

    static PrivateKey privateKey(Path file) throws IOException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException("the file " + file + " holds no unencrypted private key in PKCS#8 PEM form"
                    + " (-----BEGIN PRIVATE KEY-----)");
        }
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException other) {
                // The key is of another kind: the encoding tells only to the right factory.
                continue;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("this Java lacks " + algorithm, impossible);
            }
        }
        throw new IOException("the private key of the file " + file + " is none of RSA, EC and Ed25519");
    }
}
