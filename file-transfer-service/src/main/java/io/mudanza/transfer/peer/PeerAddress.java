package io.mudanza.transfer.peer;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.settings.PeerRules;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of a peer's gateway in its only form: parsed once, never parsed again.
 *
 * @param base scheme, host, port and optional prefix, without a slash at the end
 */
public record PeerAddress(URI base) {

    private static final String API = "/api/v1/migration";
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)*");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+]");

    /**
     * Checks an address that a user gave.
     *
     * @throws TransferProblem {@code invalid_request} for the form, {@code peer_not_allowed} for the host
     */
    public static PeerAddress of(String text, PeerRules rules) {
        URI uri = parse(text == null ? "" : text.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && rules.allowHttp())) {
            throw invalid("must begin with https:// (http:// only where mudanza.allow-http-peers is set)");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid("must not carry a user, a password, a query or a fragment; the token has a field of its own");
        }
        if (uri.getHost() == null) {
            throw invalid("names no host");
        }
        String host = IDN.toASCII(uri.getHost()).toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches() || host.contains("..") || uri.getPort() == 0 || uri.getPort() > 65535) {
            throw invalid("has an odd host or port");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        if (path.endsWith(API)) {
            path = path.substring(0, path.length() - API.length());
        }
        if (!PREFIX.matcher(path).matches() || path.contains("/..") || path.contains("/./")) {
            throw invalid("has an odd path");
        }
        allowed(host, rules);
        if (LITERAL.matcher(host).matches()) {
            checkLiteral(host);
        }
        return new PeerAddress(URI.create(scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + path));
    }

    /** An address inside the peer's public API. */
    public URI api(String pathAndQuery) {
        return URI.create(base + API + pathAndQuery);
    }

    /** Resolves the host and refuses addresses that no node can have, such as those of cloud metadata services. */
    static void checkResolved(InetAddress[] addresses) {
        for (InetAddress address : addresses) {
            if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
                throw new TransferProblem(
                        ProblemCode.PEER_NOT_ALLOWED,
                        "The peer's host leads to a link-local, multicast or unspecified address; give the address "
                                + "of a node.");
            }
        }
    }

    /** Only texts that are addresses already: no question to the DNS is asked here. */
    private static void checkLiteral(String host) {
        try {
            checkResolved(InetAddress.getAllByName(host));
        } catch (UnknownHostException odd) {
            throw invalid("has an odd host or port");
        }
    }

    private static void allowed(String host, PeerRules rules) {
        if (rules.allowedDomains().isEmpty()) {
            return;
        }
        for (String entry : rules.allowedDomains()) {
            String domain = entry.strip().toLowerCase(Locale.ROOT);
            if (host.equals(domain) || (domain.startsWith(".") && (host.endsWith(domain)
                    || host.equals(domain.substring(1))))) {
                return;
            }
        }
        throw new TransferProblem(
                ProblemCode.PEER_NOT_ALLOWED,
                "The peer " + host + " is not among mudanza.allowed-source-domains; ask the operator of this node to "
                        + "add it.");
    }

    private static URI parse(String text) {
        if (text.length() > 500) {
            throw invalid("is longer than 500 characters");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException odd) {
            // The text itself stays out of the answer: it may carry a password.
            throw invalid("is not a URL");
        }
    }

    private static TransferProblem invalid(String why) {
        return new TransferProblem(
                ProblemCode.INVALID_REQUEST,
                "The peer's address " + why
                        + "; give it as https://node.example.org or https://node.example.org:8443.");
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
