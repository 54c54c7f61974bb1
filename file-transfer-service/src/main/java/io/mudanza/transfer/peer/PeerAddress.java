package io.mudanza.transfer.peer;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.outbound.RefusedTargetException;
import io.mudanza.outbound.client.OutboundRequest;
import io.mudanza.outbound.target.Target;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.settings.PeerRules;
import java.net.InetAddress;

/**
 * The address of a peer's gateway in its only form: parsed once, never parsed again.
 *
 * @param base scheme, host, port and optional prefix, without a slash at the end
 */
public record PeerAddress(Target base) {

    private static final String API = "/api/v1/migration";

    /**
     * Checks an address that a user gave.
     *
     * @throws TransferProblem {@code invalid_request} for the form, {@code peer_not_allowed} for the host
     */
    public static PeerAddress of(String text, PeerRules rules) {
        String given = text == null ? "" : text.replaceAll("/+$", "");
        // With or without the path of the API: what is kept has none.
        String node = given.endsWith(API) ? given.substring(0, given.length() - API.length()) : given;
        try {
            return new PeerAddress(rules.targets().check(node));
        } catch (RefusedTargetException refused) {
            throw problem(refused);
        }
    }

    static TransferProblem problem(RefusedTargetException refused) {
        ProblemCode code = switch (refused.reason()) {
            case FORM -> ProblemCode.INVALID_REQUEST;
            case NOT_ALLOWED -> ProblemCode.PEER_NOT_ALLOWED;
        };
        return new TransferProblem(code, refused.getMessage());
    }

    /** A request to the peer's public API. */
    OutboundRequest.Builder api(String pathAndQuery) {
        return OutboundRequest.to(base, API + pathAndQuery);
    }

    /** Host and port: what a peer's signing key is kept under. */
    public String authority() {
        return base.authority();
    }

    /** Whether it is a loopback address, which only nodes for local use may ask. */
    boolean isOnThisMachine() {
        return base.literal().map(InetAddress::isLoopbackAddress).orElse(false);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
