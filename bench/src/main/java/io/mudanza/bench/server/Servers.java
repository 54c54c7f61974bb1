package io.mudanza.bench.server;

import io.mudanza.bench.process.BenchException;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.embedded.postgres.PostgresConfig;
import io.mudanza.embedded.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A source and a target of equal settings, durable like a real one. */
public final class Servers implements AutoCloseable {
    /** The database that is moved away. */
    public static final String SOURCE = "platform";

    private final EmbeddedPostgres source;
    private final EmbeddedPostgres target;

    public Servers(Path folder) {
        source = start(folder.resolve("source"));
        target = start(folder.resolve("target"));
    }

    private static EmbeddedPostgres start(Path folder) {
        // What an engineer sets on a small server before a move. The same for both and for every contender.
        PostgresConfig config = EmbeddedPostgres.configure().dir(folder).durable(true)
                .setting("shared_buffers", "512MB")
                .setting("maintenance_work_mem", "128MB")
                .setting("max_wal_size", "8GB")
                .setting("checkpoint_timeout", "30min");
        return config.start();
    }

    public EmbeddedPostgres source() {
        return source;
    }

    public EmbeddedPostgres target() {
        return target;
    }

    /** The program of that name of the servers' own installation. */
    public String program(String name) {
        PostgresInstallation installation = source.installation();
        return installation.pgDump()
                .orElseThrow(() -> new BenchException("PostgreSQL's client programs are needed: pg_dump was not found."))
                .resolveSibling(name).toString();
    }

    /** Writes all dirty pages: nobody pays for what the one before left behind. */
    public void settle() {
        run(source, "CHECKPOINT");
        run(target, "CHECKPOINT");
    }

    /** Drops everything that a contender or its checkpoint left at the target. */
    public void emptyTarget() {
        try (Connection connection = target.connect("postgres"); Statement statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("SELECT pg_catalog.string_agg(pg_catalog.quote_ident(datname), ' ')"
                    + " FROM pg_catalog.pg_database WHERE NOT datistemplate AND datname <> 'postgres'")) {
                rows.next();
                String names = rows.getString(1);
                for (String name : names == null ? new String[0] : names.split(" ")) {
                    try (Statement drop = connection.createStatement()) {
                        drop.execute("DROP DATABASE " + name + " WITH (FORCE)");
                    }
                }
            }
        } catch (SQLException e) {
            throw new BenchException("The target cannot be emptied: " + e.getMessage());
        }
    }

    public static void run(EmbeddedPostgres server, String sql) {
        run(server, "postgres", sql);
    }

    public static void run(EmbeddedPostgres server, String database, String sql) {
        try (Connection connection = server.connect(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException("A server refuses \"" + sql + "\": " + e.getMessage());
        }
    }

    /** The size of a database of the source, in bytes. */
    public long sourceBytes(String database) {
        try (Connection connection = source.connect(database); Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("The source's size cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            source.close();
        } finally {
            target.close();
        }
    }
}
