package io.mudanza.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void whoeverElseListensAtThePortIsNotTheService() throws Exception {
        // Given
        HttpServer somebody = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        somebody.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("X-Mudanza-Process", "of another node");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        somebody.start();
        int port = somebody.getAddress().getPort();

        try {
            // When // Then
            assertThat(Health.ready("127.0.0.1", port, "mine")).isFalse();
            assertThat(Health.ready("127.0.0.1", port, "of another node")).isTrue();
        } finally {
            somebody.stop(0);
        }
        assertThat(Health.ready("127.0.0.1", port, "of another node")).isFalse();
    }
}
