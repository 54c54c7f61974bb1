package io.mudanza.transfer.peer;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.outbound.client.OutboundRequest;
import java.io.IOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Failures of connections in the words of a job. */
final class PeerTrouble {

    private PeerTrouble() {}

    static PeerFailure of(OutboundRequest request, IOException broken) {
        String where = request.target().scheme() + "://" + request.target().authority();
        if (broken instanceof UnknownHostException) {
            return PeerFailure.passing("The host name of " + where
                    + " is not known; check the address and the DNS.", broken);
        }
        String said = broken.getMessage() == null ? "" : ": " + PeerAnswers.clean(broken.getMessage(), 200);
        if (broken instanceof SSLException) {
            return PeerFailure.lasting(
                    ProblemCode.PEER_UNREACHABLE,
                    "No trusted TLS connection to " + where + said
                            + ". Install a certificate that this node trusts (or name its authority in "
                            + "mudanza.peer-ca-file), and check the port.",
                    broken);
        }
        String kind = broken.getClass().getSimpleName();
        String over = request.target().scheme().equals("https") ? "No answer over TLS from " : "No answer from ";
        return PeerFailure.passing(over + where + " (" + kind + said + "); is the node running?", broken);
    }
}
