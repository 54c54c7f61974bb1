package io.mudanza.token.jwt;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.problem.TokenProblem;
import io.mudanza.token.secret.NodeSecret;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Gives a service of this node its JWT. Open to all who call, of use only to those who know the node's secret. */
@Path("/internal/token/service-jwt")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
public class ServiceJwtResource {

    private static final Logger LOG = Logger.getLogger(ServiceJwtResource.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    private static final Pattern JOB = Pattern.compile("none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<String> SERVICES =
            Set.of("gateway", "exporting", "importing", "transfer", "verifying", "token");

    private final NodeSecret nodeSecret;
    private final JwtSigner signer;

    ServiceJwtResource(NodeSecret nodeSecret, JwtSigner signer) {
        this.nodeSecret = nodeSecret;
        this.signer = signer;
    }

    @POST
    public SignedJwt sign(@HeaderParam("X-Mudanza-Node-Secret") String secret, ServiceRequest request) {
        if (!nodeSecret.isProvedBy(secret)) {
            LOG.warn("A service asked for its JWT with a wrong node secret");
            throw new TokenProblem(ProblemCode.TOKEN_INVALID,
                    "This is not the secret of the node. Give all services the same mudanza.node.secret");
        }
        if (request == null || request.service() == null || !NAME.matcher(request.service()).matches()) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST, "service must be the name of a service of this node");
        }
        if (request.audience() == null || !SERVICES.contains(request.audience())) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST, "audience must be the service that will be called");
        }
        if (request.job() == null || !JOB.matcher(request.job()).matches()) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST, "job must be the id of a job, or none");
        }
        return signer.sign(request.service(), "mudanza-" + request.audience(), Set.of("internal"), request.job(),
                JwtSigner.LONGEST);
    }
}
