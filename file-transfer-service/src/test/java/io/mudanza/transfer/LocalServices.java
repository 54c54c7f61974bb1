package io.mudanza.transfer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Executors;

/**
 * The token-service and the export-service of the node, as far as this service sees them. A Quarkus test loads
 * classes more than
 * once: what both copies need lies in system properties.
 */
final class LocalServices {

    private static final String ADDRESS = "mudanza.test.local-services";
    private static final String BUNDLE = "mudanza.test.bundle-file";
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private LocalServices() {}

    /** Value of the header {@code Authorization} of another service of the node. */
    static String bearer() {
        try (InputStream answer = URI.create(System.getProperty(ADDRESS) + "/internal/token/service-jwt").toURL().openStream()) {
            String json = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            return "Bearer " + json.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that the export service gives as the bundle of every job. */
    static void bundle(Path file) {
        System.setProperty(BUNDLE, file.toString());
    }

    static String start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/internal/token/jwks", exchange -> json(exchange, jwks(pair)));
            server.createContext("/internal/token/service-jwt", exchange -> json(
                    exchange, "{\"access_token\":\"" + jwt(pair) + "\",\"expires_in\":300}"));
            server.createContext("/internal/exporting/jobs/", LocalServices::exporting);
            server.start();
            System.setProperty(ADDRESS, "http://127.0.0.1:" + server.getAddress().getPort());
            return System.getProperty(ADDRESS);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void exporting(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            boolean there = Files.deleteIfExists(Path.of(System.getProperty(BUNDLE)));
            try (exchange) {
                exchange.sendResponseHeaders(there ? 204 : 404, -1);
            }
            return;
        }
        byte[] bundle;
        try {
            bundle = Files.readAllBytes(Path.of(System.getProperty(BUNDLE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] range = exchange.getRequestHeaders().getFirst("Range").substring("bytes=".length()).split("-");
        int from = Integer.parseInt(range[0]);
        int to = Math.min(bundle.length - 1, Integer.parseInt(range[1]));
        exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + to + "/" + bundle.length);
        exchange.getResponseHeaders().add("ETag", "\"bundle\"");
        try (exchange) {
            exchange.sendResponseHeaders(206, to - from + 1);
            exchange.getResponseBody().write(bundle, from, to - from + 1);
        }
    }

    private static String jwks(KeyPair pair) {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return ("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"test\","
                        + "\"x\":\"%s\",\"y\":\"%s\"}]}")
                .formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
    }

    private static String jwt(KeyPair pair) {
        try {
            return signed(pair);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(KeyPair pair) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String head = text("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"test\"}");
        String body = text(("{\"iss\":\"mudanza\",\"aud\":[\"mudanza-transfer\",\"mudanza-exporting\"],\"sub\":\"test\",\"upn\":\"test\","
                        + "\"groups\":[\"internal\"],\"iat\":%d,\"exp\":%d,\"jti\":\"1\"}")
                .formatted(now, now + 300));
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(pair.getPrivate());
        signer.update((head + "." + body).getBytes(StandardCharsets.US_ASCII));
        return head + "." + body + "." + URL.encodeToString(signer.sign());
    }

    private static String text(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        byte[] plain = bytes.length > 32 ? Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length) : bytes;
        System.arraycopy(plain, 0, fixed, 32 - plain.length, plain.length);
        return URL.encodeToString(fixed);
    }

    private static void json(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
