package io.mudanza.embedded.testing;

import io.mudanza.embedded.kafka.EmbeddedKafka;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.embedded.process.Ports;
import io.mudanza.embedded.process.Secrets;
import io.mudanza.embedded.process.TempFolder;
import io.mudanza.embedded.redis.EmbeddedRedis;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * PostgreSQL, Kafka and Redis for the tests of this JVM: each is started when first asked for and ends with the JVM.
 * Tests that kill a
 * server start one of their own.
 *
 * <p>What runs is remembered in system properties, because a Quarkus test loads this class more than once.
 */
public final class TestInfra {
    private static final String PREFIX = "mudanza.test-infra.";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private TestInfra() {}

    /**
     * A database of the test server.
     *
     * @param jdbcUrl without credentials
     * @param url     in libpq form, with credentials
     */
    public record Database(String name, String jdbcUrl, String url, String username, String password) {}

    /** A new, empty database. Nothing needs to drop it: the server goes with the JVM. */
    public static Database newDatabase() {
        return newDatabase("test");
    }

    /** A new, empty database whose name begins with the prefix. */
    public static Database newDatabase(String prefix) {
        String name;
        synchronized (System.getProperties()) {
            int number = Integer.getInteger(PREFIX + "databases", 0) + 1;
            System.setProperty(PREFIX + "databases", String.valueOf(number));
            name = prefix + "_" + number;
        }
        Database admin = database("postgres");
        try (var connection = java.sql.DriverManager.getConnection(admin.jdbcUrl(), admin.username(), admin.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name + "\" TEMPLATE template0");
        } catch (java.sql.SQLException e) {
            throw new io.mudanza.embedded.EmbeddedInfraException("The test database " + name + " cannot be made", e);
        }
        return database(name);
    }

    /** An existing database of the test server, as its superuser. */
    public static Database database(String name) {
        String port;
        String password;
        synchronized (System.getProperties()) {
            if (System.getProperty(PREFIX + "postgres.port") == null) {
                EmbeddedPostgres server = EmbeddedPostgres.configure().durable(false).start();
                System.setProperty(PREFIX + "postgres.port", String.valueOf(server.port()));
                System.setProperty(PREFIX + "postgres.password", server.password());
            }
            port = System.getProperty(PREFIX + "postgres.port");
            password = System.getProperty(PREFIX + "postgres.password");
        }
        String address = "127.0.0.1:" + port + "/" + name;
        return new Database(
                name, "jdbc:postgresql://" + address, "postgresql://postgres:" + password + "@" + address, "postgres",
                        password);
    }

    /** The broker's {@code bootstrap.servers}. */
    public static String kafka() {
        synchronized (System.getProperties()) {
            if (System.getProperty(PREFIX + "kafka") == null) {
                System.setProperty(PREFIX + "kafka", EmbeddedKafka.temporary().bootstrapServers());
            }
            return System.getProperty(PREFIX + "kafka");
        }
    }

    /** Redis, as {@code redis://host:port}. */
    public static String redis() {
        synchronized (System.getProperties()) {
            if (System.getProperty(PREFIX + "redis") == null) {
                System.setProperty(PREFIX + "redis", EmbeddedRedis.temporary().url());
            }
            return System.getProperty(PREFIX + "redis");
        }
    }

    /**
     * All the settings of a node ({@code docs/architecture.md}) over the test servers, for a service under test: a
     * node database and a
     * platform database of its own, a data and a media folder, and one HTTP port for all service URLs.
     */
    public static Map<String, String> nodeSettings() {
        Database node = newDatabase("node");
        Database platform = newDatabase("platform");
        Path dir = TempFolder.create("mudanza-test-node-");
        int port = Ports.free();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mudanza.node.name", "test");
        settings.put("mudanza.node.database-url", node.jdbcUrl());
        settings.put("mudanza.node.username", node.username());
        settings.put("mudanza.node.password", node.password());
        settings.put("mudanza.node.secret", Secrets.hex(32));
        settings.put("mudanza.node.key-file", dir.resolve("node-key.pem").toString());
        settings.put("mudanza.node.data-dir", dir.resolve("data").toString());
        settings.put("mudanza.token.bootstrap-file", dir.resolve("admin-token").toString());
        settings.put("mudanza.topic-prefix", "mudanza-" + NAMES.incrementAndGet() + "-" + Secrets.hex(3));
        settings.put("mudanza.platform.database-url", platform.jdbcUrl());
        settings.put("mudanza.platform.username", platform.username());
        settings.put("mudanza.platform.password", platform.password());
        settings.put("mudanza.platform.media", dir.resolve("media").toString());
        settings.put("mudanza.allow-http-peers", "true");
        for (String service : new String[] {"gateway", "exporting", "importing", "transfer", "verifying", "token"}) {
            settings.put("mudanza.services." + service + "-url", "http://localhost:" + port);
        }
        settings.put("quarkus.http.test-port", String.valueOf(port));
        settings.put("quarkus.devservices.enabled", "false");
        settings.put("kafka.bootstrap.servers", kafka());
        settings.put("quarkus.redis.hosts", redis());
        dir.resolve("media").toFile().mkdirs();
        dir.resolve("data").toFile().mkdirs();
        return settings;
    }
}
