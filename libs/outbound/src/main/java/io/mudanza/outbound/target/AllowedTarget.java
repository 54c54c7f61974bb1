package io.mudanza.outbound.target;

import io.mudanza.outbound.RefusedTargetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of {@code mudanza.allowed-source-domains}: {@code host[:port][/path]}. A host that begins with a dot stands
 * for the domain and all below it; without a port only the usual one of the scheme fits, {@code :*} is any.
 */
record AllowedTarget(String host, boolean below, int port, String path) {

    private static final int USUAL = 0;
    private static final int ANY = -1;
    private static final Pattern FORM = Pattern.compile(
            "(?:https?://)?(\\.?)([^/:\\[\\]\\s]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}|\\*))?((?:/[A-Za-z0-9._~-]+)*)/?");

    /** @throws IllegalArgumentException when the entry cannot be read: a node with a wrong list does not start */
    static AllowedTarget of(String entry) {
        Matcher matcher = FORM.matcher(entry.strip());
        if (!matcher.matches()) {
            throw wrong(entry);
        }
        try {
            String port = matcher.group(3);
            return new AllowedTarget(
                    HostName.of(matcher.group(2)).text(),
                    !matcher.group(1).isEmpty(),
                    port == null ? USUAL : port.equals("*") ? ANY : Integer.parseInt(port),
                    matcher.group(4));
        } catch (RefusedTargetException odd) {
            throw wrong(entry);
        }
    }

    boolean allows(Target target) {
        boolean named = target.host().equals(host) || below && target.host().endsWith("." + host);
        boolean atPort = port == ANY || target.port() == (port == USUAL ? target.usualPort() : port);
        boolean atPath = path.isEmpty() || target.path().equals(path) || target.path().startsWith(path + "/");
        return named && atPort && atPath;
    }

    private static IllegalArgumentException wrong(String entry) {
        return new IllegalArgumentException("mudanza.allowed-source-domains has the entry \"" + entry.strip()
                + "\"; write host, host:port, host:port/path or .domain");
    }
}
