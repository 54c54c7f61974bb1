package io.mudanza.gateway;

import io.mudanza.embedded.process.TempFolder;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A gateway behind a proxy on this machine, with limits that a test can reach. */
public class GuardedProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>();
        settings.put("mudanza.gateway.trusted-proxies", "127.0.0.0/8,::1");
        settings.put("mudanza.gateway.limits.failures-burst", "5");
        settings.put("mudanza.gateway.limits.failures-of-token", "8");
        settings.put("mudanza.gateway.limits.failures-per-minute", "1");
        settings.put("mudanza.gateway.limits.lockout", "PT4S");
        settings.put("mudanza.gateway.limits.token-burst", "100");
        settings.put("mudanza.gateway.limits.token-per-minute", "60");
        settings.put("mudanza.gateway.limits.body-window", "PT2S");
        settings.put("mudanza.gateway.limits.json-time", "PT2S");
        settings.put("quarkus.tls.key-store.p12.path", keyStore().toString());
        settings.put("quarkus.tls.key-store.p12.password", "only-a-test");
        settings.put("quarkus.http.test-ssl-port", "0");
        return settings;
    }

    private static Path keyStore() {
        Path file = TempFolder.create("mudanza-gateway-tls-").resolve("server.p12");
        try {
            Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-keyalg", "EC", "-alias", "server", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
                    "-storetype", "PKCS12", "-storepass", "only-a-test", "-keystore", file.toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool failed");
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
