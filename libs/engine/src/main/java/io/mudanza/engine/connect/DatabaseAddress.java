package io.mudanza.engine.connect;

import io.mudanza.engine.EngineException;
import java.util.HashMap;
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

    /**
     * Reads an address: {@code postgresql://user:password@host:port/database?sslmode=…} or {@code jdbc:postgresql://…}.
     * What is not in the address comes from the arguments, then from {@code PGUSER}, {@code PGPASSWORD} and
     * {@code ~/.pgpass}. Only connection parameters of a short list are taken.
     *
     * @param user     role; null to take that of the address
     * @param password its password; null to take that of the address
     * @throws EngineException INVALID_REQUEST, with a sentence that never repeats the address
     */
    public static DatabaseAddress parse(String url, String user, String password) throws EngineException {
        return AddressParser.parse(url, user, password);
    }

    /** The same server and role, another database. */
    public DatabaseAddress withDatabase(String other) {
        return new DatabaseAddress(host, port, other, user, password, properties);
    }

    /** The same database, with another name for the sessions ({@code application_name}). */
    public DatabaseAddress named(String sessions) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("ApplicationName", sessions);
        return new DatabaseAddress(host, port, database, user, password, all);
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }
}
