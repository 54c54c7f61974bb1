package io.mudanza.outbound.target;

import io.mudanza.outbound.RefusedTargetException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which resolved addresses a connection may go to. */
final class AddressRules {

    /** Nobody's node can be there; a listed range does not open them. */
    private static final List<IpRange> NEVER = IpRange.of(
            "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32", "100.100.100.200/32",
            "::/128", "fe80::/10", "ff00::/8", "fd00:ec2::254/128");

    /** Loopback, private, shared, reserved and translated addresses: only where the operator lists them. */
    private static final List<IpRange> LISTED_ONLY = IpRange.of(
            "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "192.0.0.0/24",
            "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15", "192.88.99.0/24", "240.0.0.0/4",
            "::/96", "fc00::/7", "fec0::/10", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2001:db8::/32",
            "2002::/16", "100::/64");

    private static final IpRange NAT64 = IpRange.of("64:ff9b::/96");
    private static final IpRange COMPATIBLE = IpRange.of("::/96");
    private static final IpRange SIX_TO_FOUR = IpRange.of("2002::/16");

    private AddressRules() {}

    /** @throws RefusedTargetException when a connection must not go there */
    static void require(InetAddress address, List<IpRange> listed) {
        InetAddress inner = embedded(address);
        if (IpRange.any(NEVER, address) || IpRange.any(NEVER, inner)) {
            throw refused("leads to a link-local, metadata, multicast or unspecified address, which no node can have");
        }
        if (IpRange.any(LISTED_ONLY, address) && !IpRange.any(listed, address)) {
            throw refused("leads to a private, loopback or reserved address; the operator of this node can allow its "
                    + "range in mudanza.allowed-peer-cidrs");
        }
        if (!inner.equals(address) && IpRange.any(LISTED_ONLY, inner) && !IpRange.any(listed, inner)) {
            throw refused("leads through a translator to a private address that mudanza.allowed-peer-cidrs does not "
                    + "list");
        }
    }

    /** An address given as such must be listed, whatever it is: names are what domains are allowed by. */
    static void requireListed(InetAddress address, List<IpRange> listed) {
        require(address, listed);
        if (!IpRange.any(listed, address)) {
            throw refused("is an address instead of a name; give the name of the node, or let the operator of this "
                    + "node list the address in mudanza.allowed-peer-cidrs");
        }
    }

    /** The IPv4 address that an IPv6 address stands for; itself when it stands for none. */
    private static InetAddress embedded(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        int at = NAT64.contains(address) || COMPATIBLE.contains(address) ? 12 : SIX_TO_FOUR.contains(address) ? 2 : -1;
        if (at < 0 || ((Inet6Address) address).isLoopbackAddress()) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    private static RefusedTargetException refused(String why) {
        return new RefusedTargetException(
                RefusedTargetException.Reason.NOT_ALLOWED, "The host of the address " + why + ".");
    }
}
