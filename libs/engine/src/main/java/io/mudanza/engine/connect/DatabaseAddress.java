package io.mudanza.engine.connect;

import java.util.Map;

/**
 * Where a database is and who connects. {@link #toString()} never shows the password.
 *
 * @param host       host name or address
 * @param port       TCP port
 * @param database   name of the database
 * @param user       role that connects
 * @param password   its password; null when none is needed
 * @param properties allowed connection parameters (sslmode, sslrootcert, …) and no others
 */
public record DatabaseAddress(
        String host, int port, String database, String user, String password, Map<String, String> properties) {

    public DatabaseAddress {
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    /** The same server and role, another database. */
    public DatabaseAddress withDatabase(String other) {
        return new DatabaseAddress(host, port, other, user, password, properties);
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }
}
