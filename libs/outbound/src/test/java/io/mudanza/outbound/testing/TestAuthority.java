package io.mudanza.outbound.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as a test. */
public final class TestAuthority {

    private final KeyPair pair = newPair();
    private final X500Name name;
    private final X509Certificate certificate;

    public TestAuthority(String name) {
        this.name = new X500Name("CN=" + name);
        this.certificate = certificate(this.name, pair, true, Instant.now().plus(1, ChronoUnit.DAYS));
    }

    /** A certificate with its key. */
    public record Identity(KeyPair pair, X509Certificate[] chain) {

        /** Writes the chain as PEM. */
        public Path certificateFile(Path folder) throws IOException {
            StringBuilder text = new StringBuilder();
            for (X509Certificate certificate : chain) {
                text.append(pem("CERTIFICATE", encoded(certificate)));
            }
            return Files.writeString(Files.createTempFile(folder, "chain", ".pem"), text);
        }

        /** Writes the key as PEM. */
        public Path keyFile(Path folder) throws IOException {
            return Files.writeString(Files.createTempFile(folder, "key", ".pem"),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        }
    }

    /** A certificate for these host names, valid for a day. */
    public Identity issue(String... hosts) {
        return issue(Instant.now().plus(1, ChronoUnit.DAYS), hosts);
    }

    /** A certificate whose time is over. */
    public Identity expired(String... hosts) {
        return issue(Instant.now().minus(1, ChronoUnit.HOURS), hosts);
    }

    private Identity issue(Instant until, String... hosts) {
        KeyPair own = newPair();
        return new Identity(own, new X509Certificate[] {
            certificate(new X500Name("CN=" + hosts[0]), own, false, until, hosts), certificate});
    }

    /** Writes the authority's own certificate as PEM. */
    public Path caFile(Path folder) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "ca", ".pem"),
                pem("CERTIFICATE", encoded(certificate)));
    }

    /** The authority's own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    private X509Certificate certificate(X500Name subject, KeyPair own, boolean ca, Instant until, String... hosts) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name, BigInteger.valueOf(System.nanoTime()), Date.from(Instant.now().minus(2, ChronoUnit.DAYS)),
                    Date.from(until), subject, own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            if (hosts.length > 0) {
                GeneralName[] names = new GeneralName[hosts.length];
                for (int i = 0; i < hosts.length; i++) {
                    names[i] = new GeneralName(
                            hosts[i].matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, hosts[i]);
                }
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }
}
