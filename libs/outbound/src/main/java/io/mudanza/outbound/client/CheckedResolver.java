package io.mudanza.outbound.client;

import io.mudanza.outbound.target.TargetRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name once for each connection and hands out only what was checked: the connection goes to one of these
 * addresses and to no other, whatever the name means a moment later.
 */
final class CheckedResolver implements DnsResolver {

    private final TargetRules rules;
    private final Lookup lookup;

    /** How names become addresses. */
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    CheckedResolver(TargetRules rules, Lookup lookup) {
        this.rules = rules;
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookup.all(host);
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        rules.checkResolved(addresses);
        return addresses;
    }

    /** The name stays the name: certificates are checked against what was asked for. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
