package io.mudanza.infra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** When certificates end, and whether others may read keys. */
public final class CertificateCheck {
    private static final Duration SOON = Duration.ofDays(21);

    private CertificateCheck() {}

    /** The first of a PEM file's certificates to end. */
    public static void expiry(String name, Path pem, Findings findings) {
        Collection<? extends Certificate> certificates;
        try (InputStream in = Files.newInputStream(pem)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (IOException | CertificateException e) {
            findings.failed(name, pem + " cannot be read", "Put a certificate in PEM form there, readable for the node's user.");
            return;
        }
        Instant end = certificates.stream().map(each -> ((X509Certificate) each).getNotAfter().toInstant())
                .min(Instant::compareTo).orElse(Instant.MIN);
        if (end.isBefore(Instant.now())) {
            findings.failed(name, end.equals(Instant.MIN) ? pem + " holds no certificate" : "ended " + end,
                    "Renew the certificate and put it at " + pem + ".");
        } else {
            findings.unless(end.isBefore(Instant.now().plus(SOON)), name, "good until " + end,
                    "Renew the certificate before that and put it at " + pem + ".");
        }
    }

    /** A private key that only its owner may read. */
    public static void key(String name, Path file, Findings findings) {
        if (!Files.isReadable(file)) {
            findings.warning(name, file + " is not there", "It is made at the first export; if there was one, put the node's key"
                    + " back from your backup, otherwise its certificates will have another signer.");
            return;
        }
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
            boolean open = rights.stream().anyMatch(right -> !right.name().startsWith("OWNER"));
            if (open) {
                findings.failed(name, file + " can be read by others", "chmod 600 " + file);
            } else {
                findings.ok(name, file.toString());
            }
        } catch (IOException | UnsupportedOperationException e) {
            findings.ok(name, file.toString());
        }
    }
}
