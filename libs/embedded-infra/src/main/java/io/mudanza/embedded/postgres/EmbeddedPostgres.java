package io.mudanza.embedded.postgres;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.process.LocalServer;
import io.mudanza.embedded.process.Ports;
import io.mudanza.embedded.process.Secrets;
import io.mudanza.embedded.process.ServerProcess;
import io.mudanza.embedded.process.StopSignal;
import io.mudanza.embedded.process.TempFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A PostgreSQL server on the loopback address, password (SCRAM) required, without a Unix socket. Made by {@link
 * #configure()}.
 */
public final class EmbeddedPostgres extends LocalServer {
    /** The superuser. */
    public static final String USER = "postgres";

    private final PostgresConfig config;
    private final Unprivileged unprivileged = Unprivileged.here();
    private PostgresInstallation installation;
    private String password;

    EmbeddedPostgres(PostgresConfig config) {
        super(config.dir, "mudanza-postgres-", config.port, Duration.ofSeconds(60), Duration.ofSeconds(20));
        this.config = config;
    }

    static EmbeddedPostgres started(PostgresConfig config) {
        return started(new EmbeddedPostgres(config));
    }

    /** What to start; {@link PostgresConfig#start} starts it. */
    public static PostgresConfig configure() {
        return new PostgresConfig();
    }

    @Override
    protected void prepare() {
        Path data = dir().resolve("data");
        try {
            Files.createDirectories(dir());
            boolean existing = Files.exists(data.resolve("PG_VERSION"));
            if (existing) {
                installation = PostgresInstallation.forVersion(
                        Integer.parseInt(Files.readString(data.resolve("PG_VERSION")).strip()));
            } else {
                installation = config.installation != null ? config.installation : PostgresInstallation.best();
                if (Files.exists(data)) {
                    // An initdb that was interrupted; there is nothing in it yet.
                    TempFolder.delete(data);
                }
            }
            choosePassword();
            if (!existing) {
                InitDb.run(installation, unprivileged, dir(), password, config.durable);
            }
        } catch (java.io.IOException e) {
            throw new EmbeddedInfraException("PostgreSQL's data folder " + dir() + " cannot be prepared: "
                    + e.getMessage(), e);
        }
    }

    void choosePassword() {
        try {
            Files.createDirectories(dir());
        } catch (java.io.IOException e) {
            throw new EmbeddedInfraException("PostgreSQL's data folder " + dir() + " cannot be made: "
                    + e.getMessage(), e);
        }
        password = Secrets.keptIn(dir().resolve("password"), 24);
    }

    @Override
    protected ServerProcess launch(int candidate) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("port", String.valueOf(candidate));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "200");
        settings.put("max_wal_size", "2GB");
        settings.put("log_min_messages", "warning");
        if (!config.durable) {
            settings.put("fsync", "off");
            settings.put("synchronous_commit", "off");
            settings.put("full_page_writes", "off");
        }
        settings.putAll(config.settings);
        List<String> command = new ArrayList<>(unprivileged.prefix());
        command.addAll(List.of(installation.bin().resolve("postgres").toString(), "-D", dir().resolve("data")
                .toString()));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return ServerProcess.start(
                "PostgreSQL", command, Map.of("LC_ALL", ""), dir(), dir().resolve("server.log"), StopSignal.INT);
    }

    @Override
    protected boolean answers(int candidate) {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + candidate + "/postgres", properties())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        return properties;
    }

    /** As if the machine had lost its power, but for what the operating system still writes. */
    @Override
    public synchronized void kill() {
        super.kill();
        // The backends notice the death of their parent in moments; a server started before would refuse the folder.
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (process() != null && !Ports.isFree(port()) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    public PostgresInstallation installation() {
        return installation;
    }

    /** {@code jdbc:postgresql://127.0.0.1:port/database}, without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + encoded(database);
    }

    /** {@code postgresql://postgres:password@127.0.0.1:port/database}, as libpq and the command line take it. */
    public String url(String database) {
        return "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port() + "/" + encoded(database);
    }

    private static String encoded(String database) {
        return java.net.URLEncoder.encode(database, java.nio.charset.StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), properties());
    }

    /** Creates an empty database in UTF-8. */
    public void createDatabase(String name) {
        execute("postgres", "CREATE DATABASE \"" + name.replace("\"", "\"\"")
                + "\" TEMPLATE template0 ENCODING 'UTF8'");
    }

    /** Creates it unless it is there. */
    public void ensureDatabase(String name) {
        try (Connection connection = connect("postgres");
                var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            if (!query.executeQuery().next()) {
                createDatabase(name);
            }
        } catch (SQLException e) {
            throw new EmbeddedInfraException("The databases of the embedded PostgreSQL cannot be listed: "
                    + e.getMessage(), e);
        }
    }

    /** Drops it, ending its sessions. */
    public void dropDatabase(String name) {
        execute("postgres", "DROP DATABASE IF EXISTS \"" + name.replace("\"", "\"\"") + "\" WITH (FORCE)");
    }

    private void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new EmbeddedInfraException("The embedded PostgreSQL refused: " + e.getMessage(), e);
        }
    }

    /** Environment for PostgreSQL's own programs ({@code psql}, {@code pg_dump}) to reach a database. */
    public Map<String, String> environment(String database) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PGHOST", "127.0.0.1");
        environment.put("PGPORT", String.valueOf(port()));
        environment.put("PGUSER", USER);
        environment.put("PGPASSWORD", password);
        environment.put("PGDATABASE", database);
        return environment;
    }
}
