package io.mudanza.engine.connect;

import io.mudanza.engine.EngineException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads addresses in libpq form ({@code postgresql://}) and in JDBC form ({@code jdbc:postgresql://}). */
final class AddressParser {

    /**
     * Connection parameters that may come from outside, with the name that the driver has for them: none of them loads a
     * class, reads a secret or runs a program.
     */
    private static final Map<String, String> ALLOWED = Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslrootcert", "sslrootcert"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("connect_timeout", "connectTimeout"),
            Map.entry("connecttimeout", "connectTimeout"),
            Map.entry("sockettimeout", "socketTimeout"),
            Map.entry("application_name", "ApplicationName"),
            Map.entry("applicationname", "ApplicationName"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("channelbinding", "channelBinding"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("target_session_attrs", "targetServerType"),
            Map.entry("targetservertype", "targetServerType"));

    private AddressParser() {}

    static DatabaseAddress parse(String url, String user, String password) throws EngineException {
        if (url == null || url.isBlank()) {
            throw invalid("The address of the database is empty.");
        }
        String text = url.strip();
        if (text.startsWith("jdbc:")) {
            text = text.substring("jdbc:".length());
        }
        String lower = text.toLowerCase(Locale.ROOT);
        String rest;
        if (lower.startsWith("postgresql://")) {
            rest = text.substring("postgresql://".length());
        } else if (lower.startsWith("postgres://")) {
            rest = text.substring("postgres://".length());
        } else {
            throw invalid("The address of a database begins with postgresql:// or jdbc:postgresql://.");
        }
        for (int i = 0; i < rest.length(); i++) {
            if (rest.charAt(i) < 0x20 || rest.charAt(i) == 0x7f) {
                throw invalid("The address of the database contains a control character.");
            }
        }
        int question = rest.indexOf('?');
        Map<String, String> query = query(question < 0 ? "" : rest.substring(question + 1));
        String main = question < 0 ? rest : rest.substring(0, question);
        int slash = main.indexOf('/');
        String authority = slash < 0 ? main : main.substring(0, slash);
        String database = slash < 0 ? "" : decode(main.substring(slash + 1));
        String urlUser = null;
        String urlPassword = null;
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String credentials = authority.substring(0, at);
            authority = authority.substring(at + 1);
            int colon = credentials.indexOf(':');
            urlUser = decode(colon < 0 ? credentials : credentials.substring(0, colon));
            urlPassword = colon < 0 ? null : decode(credentials.substring(colon + 1));
        }
        HostPort place = HostPort.parse(authority, query);
        String finalUser = first(user, urlUser, query.remove("user"), System.getenv("PGUSER"), System.getProperty("user.name"));
        String finalDatabase = first(database, query.remove("dbname"), finalUser);
        String queryPassword = query.remove("password");
        String given = first(password, urlPassword, queryPassword, System.getenv("PGPASSWORD"));
        String found = given != null ? given : PasswordFile.find(place.host(), place.port(), finalDatabase, finalUser);
        return new DatabaseAddress(place.host(), place.port(), finalDatabase, finalUser, found, properties(query));
    }

    private static Map<String, String> query(String text) throws EngineException {
        Map<String, String> found = new TreeMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                found.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return found;
    }

    private static Map<String, String> properties(Map<String, String> query) throws EngineException {
        Map<String, String> allowed = new TreeMap<>();
        for (Map.Entry<String, String> entry : query.entrySet()) {
            String name = ALLOWED.get(entry.getKey().toLowerCase(Locale.ROOT));
            if (name == null) {
                throw invalid("The connection parameter '" + entry.getKey() + "' is not allowed. Allowed are sslmode,"
                        + " sslrootcert, sslcert, sslkey, connect_timeout and application_name.");
            }
            allowed.put(name, entry.getValue());
        }
        return allowed;
    }

    private static String decode(String text) throws EngineException {
        try {
            // A plus sign stands for itself in libpq and JDBC addresses.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("The address of the database has a percent sign that encodes nothing; write %25.");
        }
    }

    private static String first(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isEmpty()) {
                return candidate;
            }
        }
        return null;
    }

    static EngineException invalid(String detail) {
        return new EngineException(EngineException.Code.INVALID_REQUEST, detail);
    }
}
