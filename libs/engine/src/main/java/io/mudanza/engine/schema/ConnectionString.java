package io.mudanza.engine.schema;

import java.util.HashMap;
import java.util.Map;

/** Hands the parameters of an address to libpq. */
final class ConnectionString {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "channelBinding", "PGCHANNELBINDING",
            "channel_binding", "PGCHANNELBINDING",
            "gssEncMode", "PGGSSENCMODE",
            "target_session_attrs", "PGTARGETSESSIONATTRS");

    private ConnectionString() {}

    /** A value of a libpq connection string. */
    static String quote(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** The environment of a libpq program for these connection parameters. */
    static Map<String, String> environment(Map<String, String> properties) {
        Map<String, String> environment = new HashMap<>();
        properties.forEach((name, value) -> {
            String variable = ENVIRONMENT.get(name);
            if (variable != null) {
                environment.put(variable, value);
            }
        });
        return environment;
    }
}
