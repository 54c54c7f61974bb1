package io.mudanza.transfer.proof;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** The public key of this node, for the gateway to show. */
@Path("/internal/transfer/node-key")
@RolesAllowed("internal")
public class NodeKeyResource {

    private final NodeProof proof;

    NodeKeyResource(NodeProof proof) {
        this.proof = proof;
    }

    /** Name, key in X.509 form and base64, and algorithm. */
    @GET
    public Map<String, String> key() {
        return Map.of(
                "node", proof.name(),
                "algorithm", "ed25519",
                "public_key", proof.publicKey().orElseThrow(() -> new TransferProblem(
                        ProblemCode.NOT_FOUND, "This node has no key of its own: mudanza.node.key-file is not set.")));
    }
}
