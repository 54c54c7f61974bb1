package io.mudanza.embedded.redis;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.process.Ports;
import io.mudanza.embedded.process.Readiness;
import io.mudanza.embedded.process.Secrets;
import io.mudanza.embedded.process.ServerProcess;
import io.mudanza.embedded.process.StopSignal;
import io.mudanza.embedded.process.TempFolder;
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

/**
 * A Redis server on the loopback address that keeps nothing on disk. Its port stays the same over {@link #stop()},
 * {@link #kill()} and
 * {@link #start()}.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path dir;
    private final boolean temporary;
    private final String password;
    private int port;
    private ServerProcess process;

    private EmbeddedRedis(Path dir, int port, String password) {
        this.temporary = dir == null;
        this.dir = temporary ? TempFolder.create("mudanza-redis-") : dir.toAbsolutePath();
        this.port = port;
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

    private static EmbeddedRedis started(EmbeddedRedis redis) {
        try {
            redis.start();
        } catch (RuntimeException e) {
            redis.close();
            throw e;
        }
        return redis;
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}. */
    public synchronized void start() {
        if (process != null && process.alive()) {
            return;
        }
        boolean chosen = port != 0;
        for (int attempt = 1; ; attempt++) {
            int candidate = chosen ? port : Ports.free();
            try {
                startOn(candidate);
                port = candidate;
                return;
            } catch (EmbeddedInfraException e) {
                // Somebody else may have taken the port in between.
                if (attempt == 3 || !e.getMessage().contains("in use")) {
                    throw e;
                }
            }
        }
    }

    private void startOn(int candidate) {
        try {
            Files.createDirectories(dir);
            Path settings = dir.resolve("redis.conf");
            StringBuilder text = new StringBuilder()
                    .append("bind 127.0.0.1\nport ").append(candidate)
                    .append("\nsave \"\"\nappendonly no\nmaxmemory 64mb\nmaxmemory-policy noeviction\ndir \"")
                    .append(dir.toString().replace("\\", "\\\\").replace("\"", "\\\"")).append("\"\n");
            if (password != null) {
                text.append("requirepass ").append(password).append('\n');
            }
            Secrets.write(settings, text.toString());
            process = ServerProcess.start(
                    "Redis", List.of(RedisProgram.find().toString(), settings.toString()), Map.of(), dir,
                    dir.resolve("server.log"), StopSignal.TERM);
            Readiness.await(process, PATIENCE, () -> answers(candidate));
        } catch (IOException e) {
            throw new EmbeddedInfraException("Redis' folder " + dir + " cannot be prepared: " + e.getMessage(), e);
        }
    }

    private boolean answers(int candidate) {
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

    public synchronized void stop() {
        if (process != null) {
            process.stop(Duration.ofSeconds(5));
        }
    }

    /** As a crash would end it. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void close() {
        stop();
        if (temporary) {
            TempFolder.delete(dir);
        }
    }

    public synchronized boolean running() {
        return process != null && process.alive();
    }

    /** The process, for its pid and log. */
    public synchronized ServerProcess process() {
        return process;
    }

    public int port() {
        return port;
    }

    /** For {@code quarkus.redis.hosts}; the password, if any, belongs into {@code quarkus.redis.password}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }
}
