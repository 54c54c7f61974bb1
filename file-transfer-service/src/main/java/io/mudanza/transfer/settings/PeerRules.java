package io.mudanza.transfer.settings;

import io.mudanza.outbound.target.TargetRules;
import io.mudanza.outbound.tls.TlsMaterial;

/**
 * Which peers may be asked, and how.
 *
 * @param targets names, ports, paths and addresses that are allowed
 * @param tls     whom this node trusts and what it shows
 */
public record PeerRules(TargetRules targets, TlsMaterial tls) {

    /** Whether certificates of peers are checked. */
    public boolean verifySsl() {
        return tls.verify();
    }
}
