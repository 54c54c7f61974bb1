package io.mudanza.outbound.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.mudanza.outbound.RefusedTargetException;
import io.mudanza.outbound.target.TargetRules;
import io.mudanza.outbound.tls.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows 51 to 55 of the attack table: where connections go and what they bring. */
class OutboundClientTest {

    private static final OutboundLimits LIMITS =
            new OutboundLimits(Duration.ofSeconds(2), Duration.ofSeconds(1), 1000, 4);
    private static final TargetRules LOCAL = new TargetRules(true, List.of(), List.of());

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile HttpHandler handler = exchange -> answer(exchange, 200, "hello");

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().keySet());
            handler.handle(exchange);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("B51 a name with one forbidden address among good ones is not connected to")
    void b51MixedAnswers() throws Exception {
        try (OutboundClient client = client(LOCAL, host -> new InetAddress[] {
            InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.169.254")})) {
            assertThatThrownBy(() -> get(client, "node.example.org", 5)).isInstanceOf(RefusedTargetException.class);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("B52 a name that changes its meaning is resolved once for a connection, and never connected unchecked")
    void b52Rebinding() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        TargetRules rules = new TargetRules(true, List.of(), List.of());
        // The first answer is allowed, every later one is the metadata service.
        try (OutboundClient client = client(rules, host -> new InetAddress[] {asked.getAndIncrement() == 0
                ? InetAddress.getByName("127.0.0.1") : InetAddress.getByName("169.254.169.254")})) {
            assertThat(text(get(client, "node.example.org", 5))).isEqualTo("hello");
            assertThat(asked).hasValue(1);
            assertThat(text(get(client, "node.example.org", 5))).as("the same pinned connection").isEqualTo("hello");
            assertThat(asked).hasValue(1);
            Thread.sleep(10);
            handler = exchange -> {
                exchange.getResponseHeaders().add("Connection", "close");
                answer(exchange, 200, "bye");
            };
            assertThat(text(get(client, "node.example.org", 5))).isEqualTo("bye");
            assertThatThrownBy(() -> get(client, "node.example.org", 5))
                    .as("a new connection, a new check").isInstanceOf(RefusedTargetException.class);
        }
    }

    @Test
    @DisplayName("B53 a redirect is an answer and no way")
    void b53Redirects() throws Exception {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            handler = exchange -> {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
                exchange.sendResponseHeaders(status, -1);
            };
            try (OutboundClient client = local(); OutboundAnswer answer = get(client, "127.0.0.1", 5)) {
                assertThat(answer.status()).isEqualTo(status);
            }
        }
        assertThat(seen).hasSize(5).allMatch(line -> line.startsWith("GET /x "));
    }

    @Test
    @DisplayName("B54 proxies of the JVM are ignored, nothing is upgraded, hosts share no connection")
    void b54ProxyAndUpgrade() throws Exception {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "1");
        System.setProperty("http.nonProxyHosts", "");
        AtomicInteger asked = new AtomicInteger();
        try (OutboundClient client = client(LOCAL, host -> {
            asked.incrementAndGet();
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        })) {
            assertThat(text(get(client, "a.example.org", 5))).isEqualTo("hello");
            assertThat(text(get(client, "b.example.org", 5))).isEqualTo("hello");
            assertThat(asked).as("a connection of its own for each host").hasValue(2);
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
            System.clearProperty("http.nonProxyHosts");
        }
        assertThat(seen).noneMatch(line -> line.contains("Upgrade") || line.contains("Http2-settings")
                || line.contains("Proxy"));
    }

    @Test
    @DisplayName("B55 a head that trickles is cut at its deadline")
    void b55SlowHead() throws Exception {
        handler = exchange -> sleep(5_000);
        try (OutboundClient client = local()) {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> get(client, "127.0.0.1", 1)).isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("1 s");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    @DisplayName("B55 a body that trickles is cut by the least throughput")
    void b55SlowBody() throws Exception {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 100_000);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                sleep(100);
            }
        };
        try (OutboundClient client = local(); OutboundAnswer answer = get(client, "127.0.0.1", 5)) {
            assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(StalledException.class);
        }
    }

    @Test
    @DisplayName("B55 an endless chunked body ends at the cap, and closing does not read the rest")
    void b55EndlessBody() throws Exception {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[8192];
            while (true) {
                exchange.getResponseBody().write(block);
            }
        };
        try (OutboundClient client = local()) {
            try (OutboundAnswer answer = get(client, "127.0.0.1", 5)) {
                assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(AnswerTooLargeException.class);
            }
            long begin = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                get(client, "127.0.0.1", 5).close();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    @DisplayName("B55 a Content-Length that lies is a broken body, a compressed body is none")
    void b55LyingLengthAndEncoding() throws Exception {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            exchange.close();
        };
        try (OutboundClient client = local()) {
            try (OutboundAnswer answer = get(client, "127.0.0.1", 5)) {
                assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
            }
            handler = exchange -> {
                exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                answer(exchange, 200, "bomb");
            };
            assertThatThrownBy(() -> get(client, "127.0.0.1", 5)).isInstanceOf(IOException.class)
                    .hasMessageContaining("encoded");
        }
        assertThat(seen).isNotEmpty();
    }

    @Test
    @DisplayName("B55 a million headers and an endless header line are refused")
    void b55Headers() throws Exception {
        handler = exchange -> {
            for (int i = 0; i < 5000; i++) {
                exchange.getResponseHeaders().add("X-" + i, "y");
            }
            answer(exchange, 200, "hello");
        };
        try (OutboundClient client = local()) {
            assertThatThrownBy(() -> get(client, "127.0.0.1", 5)).isInstanceOf(IOException.class);
            handler = exchange -> {
                exchange.getResponseHeaders().add("X", "y".repeat(100_000));
                answer(exchange, 200, "hello");
            };
            assertThatThrownBy(() -> get(client, "127.0.0.1", 5)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aBodyIsSentAndHeadersOfTheMomentAreAdded() throws Exception {
        handler = exchange -> answer(exchange, 200,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                        + exchange.getRequestHeaders().getFirst("X-Now"));
        AtomicInteger count = new AtomicInteger();
        try (OutboundClient client = new OutboundClient(LOCAL, TlsMaterial.USUAL, LIMITS,
                request -> Map.of("X-Now", " " + count.incrementAndGet()))) {
            OutboundRequest request = OutboundRequest.to(LOCAL.check(url("127.0.0.1")), "/x")
                    .post("body".getBytes(StandardCharsets.UTF_8)).build();
            assertThat(text(client.send(request))).isEqualTo("body1");
            assertThat(text(client.send(request))).isEqualTo("body2");
        }
        assertThatThrownBy(() -> OutboundRequest.to(LOCAL.check(url("127.0.0.1")), "/x").header("A", "b\r\nC: d"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private OutboundClient local() throws IOException {
        return new OutboundClient(LOCAL, TlsMaterial.USUAL, LIMITS, RequestHeaders.NONE);
    }

    private static OutboundClient client(TargetRules rules, CheckedResolver.Lookup lookup) throws IOException {
        return new OutboundClient(rules, TlsMaterial.USUAL, LIMITS, RequestHeaders.NONE, lookup);
    }

    private OutboundAnswer get(OutboundClient client, String host, int seconds) throws Exception {
        return client.send(OutboundRequest.to(LOCAL.check(url(host)), "/x").largest(1 << 20)
                .timeout(Duration.ofSeconds(seconds)).build());
    }

    private String url(String host) {
        return "http://" + host + ":" + server.getAddress().getPort();
    }

    private static String text(OutboundAnswer answer) throws IOException {
        try (answer) {
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
