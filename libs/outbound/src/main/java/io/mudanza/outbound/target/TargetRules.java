package io.mudanza.outbound.target;

import io.mudanza.outbound.RefusedTargetException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** What the operator of a node allows it to reach. */
public final class TargetRules {

    private final boolean allowHttp;
    private final List<AllowedTarget> targets;
    private final List<IpRange> ranges;

    /**
     * @param localUse the node is explicitly for local use: plain {@code http://} and loopback addresses are allowed
     * @param domains  {@code host}, {@code host:port}, {@code host:port/path} or {@code .domain}; empty means any name
     * @param cidrs    ranges of addresses that are allowed although they are private or loopback
     * @throws IllegalArgumentException when an entry cannot be read
     */
    public TargetRules(boolean localUse, List<String> domains, List<String> cidrs) {
        this.allowHttp = localUse;
        this.targets = domains.stream().filter(text -> !text.isBlank()).map(AllowedTarget::of).toList();
        List<IpRange> all = new ArrayList<>();
        cidrs.stream().filter(text -> !text.isBlank()).map(IpRange::of).forEach(all::add);
        if (localUse) {
            all.addAll(IpRange.of("127.0.0.0/8", "::1/128"));
        }
        this.ranges = List.copyOf(all);
    }

    /** Whether plain {@code http://} is allowed. */
    public boolean allowHttp() {
        return allowHttp;
    }

    /**
     * Checks an address that somebody gave. Nothing is resolved here.
     *
     * @throws RefusedTargetException when it must not be reached
     */
    public Target check(String text) {
        Target target = Target.parse(text, allowHttp);
        target.literal().ifPresent(address -> AddressRules.requireListed(address, ranges));
        if (!targets.isEmpty() && targets.stream().noneMatch(allowed -> allowed.allows(target))) {
            throw new RefusedTargetException(
                    RefusedTargetException.Reason.NOT_ALLOWED,
                    "The address " + target + " is not among mudanza.allowed-source-domains; ask the operator of this "
                            + "node to add it, with its port unless that is the usual one.");
        }
        return target;
    }

    /**
     * Checks what a name was resolved to. One address that is not allowed spoils all: whoever mixes them means harm.
     *
     * @throws RefusedTargetException when a connection must not be made
     */
    public void checkResolved(InetAddress... addresses) {
        for (InetAddress address : addresses) {
            AddressRules.require(address, ranges);
        }
    }
}
