package io.mudanza.transfer.settings;

import java.util.List;

/**
 * Which peers may be asked, and how.
 *
 * @param allowHttp      whether plain {@code http://} is accepted
 * @param verifySsl      whether certificates are checked
 * @param allowedDomains host names, or {@code .example.org} for a domain with all below it; empty means any
 */
public record PeerRules(boolean allowHttp, boolean verifySsl, List<String> allowedDomains) {

    public PeerRules {
        allowedDomains = List.copyOf(allowedDomains);
    }
}
