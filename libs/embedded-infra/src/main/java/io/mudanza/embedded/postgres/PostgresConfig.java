package io.mudanza.embedded.postgres;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which PostgreSQL server to start, and how. */
public final class PostgresConfig {
    Path dir;
    int port;
    boolean durable = true;
    PostgresInstallation installation;
    final Map<String, String> settings = new LinkedHashMap<>();

    PostgresConfig() {}

    /** Where the data is kept; without it a temporary folder that goes with the server. */
    public PostgresConfig dir(Path dir) {
        this.dir = dir;
        return this;
    }

    /** 0 for a free one. */
    public PostgresConfig port(int port) {
        this.port = port;
        return this;
    }

    /** False: no fsync. Only for tests and demos: a crash of the machine loses the data. */
    public PostgresConfig durable(boolean durable) {
        this.durable = durable;
        return this;
    }

    /** A setting of {@code postgresql.conf}. */
    public PostgresConfig setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Which server; without it the newest of the machine, else the bundled one. */
    public PostgresConfig installation(PostgresInstallation installation) {
        this.installation = installation;
        return this;
    }

    /**
     * What is to be known of the server before it runs: address and password. {@link EmbeddedPostgres#start} starts
     * it. Folder and port have to be given.
     */
    public EmbeddedPostgres prepare() {
        if (dir == null || port == 0) {
            throw new IllegalStateException("folder and port are needed");
        }
        EmbeddedPostgres server = new EmbeddedPostgres(this);
        server.choosePassword();
        return server;
    }

    /** Starts it and returns when it answers. */
    public EmbeddedPostgres start() {
        return EmbeddedPostgres.started(this);
    }
}
