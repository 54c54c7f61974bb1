package io.mudanza.outbound.target;

import io.mudanza.outbound.RefusedTargetException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address in its only form: parsed once, never parsed again. Made by {@link TargetRules#check}.
 *
 * @param scheme  {@code https}, or {@code http} for local use
 * @param host    name in ASCII and lower case, or a literal address
 * @param port    1 to 65535, the usual one where none was given
 * @param path    begins with a slash and does not end with one; empty for none
 * @param literal the address when the host is one
 */
public record Target(String scheme, String host, int port, String path, Optional<InetAddress> literal) {

    private static final int LONGEST = 500;
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//([^/?#]*)([^?#]*))?(.*)");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::([1-9]\\d{0,4}))?");
    private static final Pattern PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*");

    static Target parse(String text, boolean allowHttp) {
        String given = text == null ? "" : text;
        if (given.length() > LONGEST) {
            throw odd("is longer than " + LONGEST + " characters");
        }
        if (given.codePoints().anyMatch(Target::strange)) {
            throw odd("holds a space, a control character or a backslash");
        }
        Matcher form = FORM.matcher(given);
        if (!form.matches()) {
            throw odd("is not a URL");
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && allowHttp)) {
            throw odd("must begin with https:// (http:// only where mudanza.allow-http-peers is set)");
        }
        String authority = form.group(3) == null ? "" : form.group(3);
        if (authority.contains("@") || !form.group(5).isEmpty()) {
            throw odd("must not carry a user, a password, a query or a fragment; a token has a field of its own");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (authority.isEmpty() || !parts.matches() || parts.group(1).isEmpty()) {
            throw odd("names no host, or an odd port");
        }
        int port = parts.group(2) == null ? usual(scheme) : Integer.parseInt(parts.group(2));
        String path = form.group(4).replaceAll("/+$", "");
        if (port > 65_535 || !PATH.matcher(path).matches()) {
            throw odd("has an odd port or path");
        }
        HostName host = HostName.of(parts.group(1));
        return new Target(scheme, host.text(), port, path, host.literal());
    }

    /** The same target with another path, which is our own and not a stranger's. */
    public Target withPath(String other) {
        return new Target(scheme, host, port, other, literal);
    }

    /** Host, and port unless it is the usual one. */
    public String authority() {
        return port == usualPort() ? host : host + ":" + port;
    }

    /** An address below this one. */
    public URI resolve(String pathAndQuery) {
        return URI.create(this + pathAndQuery);
    }

    int usualPort() {
        return usual(scheme);
    }

    private static int usual(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static boolean strange(int c) {
        return c <= ' ' || c == '\\' || Character.isISOControl(c) || Character.isWhitespace(c)
                || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT || c == 0xFFFD;
    }

    private static RefusedTargetException odd(String why) {
        // The text itself stays out of the message: it may carry a password.
        return new RefusedTargetException(
                RefusedTargetException.Reason.FORM,
                "The address " + why + "; give it as https://node.example.org or https://node.example.org:8443.");
    }

    @Override
    public String toString() {
        return scheme + "://" + authority() + path;
    }
}
