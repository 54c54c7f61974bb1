package io.mudanza.engine.connect;

import io.mudanza.engine.EngineException;
import java.util.Map;

/** Host and port of an address. */
record HostPort(String host, int port) {

    private static final int DEFAULT_PORT = 5432;

    static HostPort parse(String authority, Map<String, String> query) throws EngineException {
        String host = authority;
        String port = "";
        if (authority.startsWith("[")) {
            int close = authority.indexOf(']');
            if (close < 0) {
                throw AddressParser.invalid("The IPv6 address of the database lacks its closing bracket.");
            }
            host = authority.substring(1, close);
            port = authority.substring(close + 1).replaceFirst("^:", "");
        } else if (authority.contains(",")) {
            throw AddressParser.invalid("Give one host only: a snapshot cannot be shared between several servers.");
        } else if (authority.indexOf(':') >= 0) {
            host = authority.substring(0, authority.indexOf(':'));
            port = authority.substring(authority.indexOf(':') + 1);
        }
        String queryHost = query.remove("host");
        String queryPort = query.remove("port");
        if (host.isEmpty()) {
            host = queryHost == null || queryHost.startsWith("/") ? "localhost" : queryHost;
        }
        if (port.isEmpty() && queryPort != null) {
            port = queryPort;
        }
        if (!host.matches("[A-Za-z0-9._:%-]+")) {
            throw AddressParser.invalid("The host of the database is no host name.");
        }
        try {
            int number = port.isEmpty() ? DEFAULT_PORT : Integer.parseInt(port);
            if (number < 1 || number > 65535) {
                throw new NumberFormatException(port);
            }
            return new HostPort(host, number);
        } catch (NumberFormatException e) {
            throw AddressParser.invalid("The port of the database is a number from 1 to 65535.");
        }
    }
}
