package io.mudanza.outbound.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes the TLS of outbound connections. */
final class TlsContext {

    private static final char[] IN_MEMORY = new char[0];

    private final TlsMaterial material;

    TlsContext(TlsMaterial material) {
        this.material = material;
    }

    SSLContext make() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException wrong) {
            throw new IOException("the TLS settings of this node cannot be used: " + wrong.getMessage(), wrong);
        }
    }

    private TrustManager[] trust() throws GeneralSecurityException, IOException {
        if (!material.verify()) {
            return new TrustManager[] {new TrustEverybody()};
        }
        if (material.caFile().isEmpty()) {
            return null;
        }
        Path file = material.caFile().get();
        KeyStore store = empty();
        List<? extends Certificate> authorities = PemFile.certificates(file);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca-" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager[] keys() throws GeneralSecurityException, IOException {
        if (material.certificateFile().isEmpty()) {
            return null;
        }
        PrivateKey key = PemFile.privateKey(material.keyFile().orElseThrow());
        Certificate[] chain = PemFile.certificates(material.certificateFile().get()).toArray(new Certificate[0]);
        KeyStore store = empty();
        store.setKeyEntry("node", key, IN_MEMORY, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, IN_MEMORY);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
