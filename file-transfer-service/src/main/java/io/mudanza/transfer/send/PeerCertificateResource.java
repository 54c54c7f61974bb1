package io.mudanza.transfer.send;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.UUID;

/** The certificate that the peer issued for a job that sent. */
@Path("/internal/transfer/jobs/{job}/certificate")
@RolesAllowed("internal")
@RunOnVirtualThread
public class PeerCertificateResource {

    private final PeerCertificates certificates;

    PeerCertificateResource(PeerCertificates certificates) {
        this.certificates = certificates;
    }

    /** The certificate, byte for byte as the peer signed it. */
    @GET
    public Response certificate(@PathParam("job") UUID job) throws SQLException {
        String json = certificates.json(job)
                .orElseThrow(() -> new TransferProblem(
                        ProblemCode.NOT_FOUND, "No peer has issued a certificate for job " + job + "."));
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8")).build();
    }
}
