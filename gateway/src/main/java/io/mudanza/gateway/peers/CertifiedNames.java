package io.mudanza.gateway.peers;

import io.vertx.core.http.HttpServerRequest;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The host names of a client certificate that the TLS of the gateway has checked. */
final class CertifiedNames {
    private static final int DNS = 2;

    private CertifiedNames() {}

    static Set<String> of(HttpServerRequest request) {
        SSLSession session = request.sslSession();
        if (session == null) {
            return Set.of();
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first ? names(first) : Set.of();
        } catch (SSLPeerUnverifiedException | CertificateParsingException none) {
            // No certificate, or one whose names cannot be read: nothing is proved by it.
            return Set.of();
        }
    }

    static Set<String> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> all = certificate.getSubjectAlternativeNames();
        Set<String> names = new HashSet<>();
        for (List<?> entry : all == null ? List.<List<?>>of() : all) {
            String name = entry.get(0).equals(DNS) ? ((String) entry.get(1)).toLowerCase(Locale.ROOT) : "";
            if (!name.isEmpty() && !name.contains("*")) {
                names.add(name);
            }
        }
        return Set.copyOf(names);
    }
}
