package io.mudanza.embedded.redis;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.process.LocalServer;
import io.mudanza.embedded.process.Secrets;
import io.mudanza.embedded.process.ServerProcess;
import io.mudanza.embedded.process.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Redis server on the loopback address that keeps nothing on disk. */
public final class EmbeddedRedis extends LocalServer {
    private final String password;

    private EmbeddedRedis(Path dir, int port, String password) {
        super(dir, "mudanza-redis-", port, Duration.ofSeconds(20), Duration.ofSeconds(5));
        this.password = password;
    }

    /** A server without a password, for tests. */
    public static EmbeddedRedis temporary() {
        return started(new EmbeddedRedis(null, 0, null));
    }

    /**
     * A server with its log and configuration in a folder.
     *
     * @param port     0 for a free one
     * @param password null for none
     */
    public static EmbeddedRedis at(Path dir, int port, String password) {
        return started(new EmbeddedRedis(dir, port, password));
    }

    @Override
    protected void prepare() {
        try {
            Files.createDirectories(dir());
        } catch (IOException e) {
            throw new EmbeddedInfraException("Redis' folder " + dir() + " cannot be prepared: " + e.getMessage(), e);
        }
    }

    @Override
    protected ServerProcess launch(int candidate) {
        Path settings = dir().resolve("redis.conf");
        StringBuilder text = new StringBuilder()
                .append("bind 127.0.0.1\nport ").append(candidate)
                .append("\nsave \"\"\nappendonly no\nmaxmemory 64mb\nmaxmemory-policy noeviction\ndir \"")
                .append(dir().toString().replace("\\", "\\\\").replace("\"", "\\\"")).append("\"\n");
        if (password != null) {
            text.append("requirepass ").append(password).append('\n');
        }
        Secrets.write(settings, text.toString());
        return ServerProcess.start(
                "Redis", List.of(RedisProgram.find().toString(), settings.toString()), Map.of(), dir(),
                dir().resolve("server.log"), StopSignal.TERM);
    }

    @Override
    protected boolean answers(int candidate) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate), 1000);
            socket.setSoTimeout(1000);
            String auth = password == null ? "" : "AUTH " + password + "\r\n";
            socket.getOutputStream().write((auth + "PING\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).contains("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /** For {@code quarkus.redis.hosts}; the password, if any, belongs into {@code quarkus.redis.password}. */
    public String url() {
        return "redis://127.0.0.1:" + port();
    }
}
